/** How training's refusal begins that can be overruled by hand (engine/steps/enough-captions.ts). */
export const tooFewCaptions = 'Too few captions can be used';
