/** `npm run bench -- quality`: how fast captions are measured and answers scored, on this machine, now. */
import { conclude } from './figures.ts';
import { vqaAnswers } from './quality/vqa-answers.ts';

conclude('quality', [...vqaAnswers()]);
