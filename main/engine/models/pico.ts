/** The model that ships with the project. */
export const pico = 'pico';
