/** What people have marked in an image: what the specialists' data is built from. Pixels are those of the annotated width and height. */

/** xmin, ymin, xmax, ymax in pixels. */
export type Box = readonly [number, number, number, number];

/** Metres, in the camera's coordinates: x to the right, y down, z away from it (as Omni3D has them). */
export type Point = readonly [number, number, number];

export interface AnnotatedObject {
  readonly category: string;
  readonly box: Box;
  /** One box around many (COCO's `iscrowd`): it says that there are more of them, not which. */
  readonly crowd: boolean;
  /** In front of the camera: z is above 0. Null where nobody has measured it. */
  readonly centre: Point | null;
  /** Width, height and length in metres, all above 0. */
  readonly size: Point | null;
}

interface Annotated {
  /** As `imageName` writes it. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Whole captions, where the dataset has some. */
  readonly captions: readonly string[];
}

export interface AnnotatedImage extends Annotated {
  readonly objects: readonly AnnotatedObject[];
}

export interface Word {
  readonly text: string;
  readonly box: Box;
}

export interface AnnotatedText extends Annotated {
  readonly words: readonly Word[];
  /** Words that are there and that nobody could read. */
  readonly illegible: number;
}
