/** A model as a person would call it: `pico`, or a folder by its last name. */
export const modelTitle = (model: string): string => model.split(/[\\/]/).filter(Boolean).at(-1) ?? model;
