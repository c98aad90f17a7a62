import { expect, test } from 'vitest';
import { languageOf } from '../../../../../main/engine/formats/sources/language.ts';

test.for([
  ['Two people are riding bicycles along a street.', 'en'],
  ['Zwei Menschen fahren Fahrrad auf einer Straße.', 'de'],
  ['Deux personnes font du vélo dans la rue.', 'fr'],
  ['собака на пляже', 'ru'],
  ['浜辺の犬です', 'ja'],
  ['海滩上的狗', 'zh'],
  ['كلب على الشاطئ', 'ar'],
  ['12 x 45', null],
  ['', null],
  ['👨‍👩‍👧‍👦', null],
] as const)('%s', ([text, language]) => {
  expect(languageOf(text)).toBe(language);
});
