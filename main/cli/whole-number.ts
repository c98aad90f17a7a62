/** An option's text as a whole number. */
import { InvalidArgumentError } from 'commander';

export const wholeNumber =
  (option: string) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isSafeInteger(value))
      throw new InvalidArgumentError(`${option} wants a whole number, not "${text}".`);
    return value;
  };
