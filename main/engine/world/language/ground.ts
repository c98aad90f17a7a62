import type { Scene } from '../scene.ts';
import type { Exchange } from './phrases.ts';

export function groundExchange(scene: Scene): Exchange {
  return { question: 'what is the background?', answer: scene.background };
}
