/** Python's pickles, which run code when they are opened: told by their ending, and refused with what to do instead. */
const endings = /\.(pkl|pickle|p|pt|pth|ckpt|bin|joblib|npy|npz|dill)$/i;

export const isPickleName = (name: string): boolean => endings.test(name);

export const pickleRefused =
  'it is or may hold a pickle, which can run code when it is opened; it was not. Write it as JSON or parquet';
