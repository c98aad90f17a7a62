/** How many images each set has, and how many questions each benchmark asks. */
export interface WorldSizes {
  pretrain: number;
  /** further raw images, for the control that asks for more data */
  more: number;
  sft: number;
  sftVal: number;
  spatial: number;
  grounding: number;
  ocr: number;
  bench: number;
  /** for each of the three POPE splits */
  pope: number;
  vqa: number;
  vsr: number;
  refcoco: number;
  /** at most one for each bench image with a sign */
  ocrbench: number;
  /** images with reference captions */
  caption: number;
}

export const defaultSizes: WorldSizes = {
  pretrain: 5000,
  more: 0,
  sft: 250,
  sftVal: 150,
  spatial: 2000,
  grounding: 2000,
  ocr: 2000,
  bench: 1200,
  pope: 400,
  vqa: 1000,
  vsr: 1000,
  refcoco: 1000,
  ocrbench: 600,
  caption: 600,
};

/** Enough to see every part of a run work, in about a second. */
export const smokeSizes: WorldSizes = {
  pretrain: 200,
  more: 0,
  sft: 60,
  sftVal: 30,
  spatial: 60,
  grounding: 60,
  ocr: 60,
  bench: 60,
  pope: 20,
  vqa: 50,
  vsr: 40,
  refcoco: 40,
  ocrbench: 30,
  caption: 30,
};
