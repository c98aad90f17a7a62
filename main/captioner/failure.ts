/** What cannot be done, to which file, and what was expected, in words for the user. */
export class CaptionerFailure extends Error {
  override readonly name = 'CaptionerFailure';
}
