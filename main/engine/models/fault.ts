/** Why a folder cannot be trained as a model, and what to do about it. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  readonly cure: string;

  constructor(what: string, cure: string) {
    super(what);
    this.cure = cure;
  }
}
