import type { Leakage } from '../../../../shared/leakage.ts';

export const madeUpLeakage: Leakage = {
  distance: 4,
  sets: [
    { set: 'pretrain', images: 5000, exact: 2, near: 1, text: 0, alsoTrained: null },
    { set: 'ocr', images: 2000, exact: 0, near: 0, text: 3, alsoTrained: 4 },
  ],
  benchmarks: [{ benchmark: 'pope', images: 500, exact: 2, near: 1, items: 1200, comparable: 40, text: 5 }],
  excluded: 0,
};
