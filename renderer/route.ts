/** Where the page is, kept in the address's hash, so that back, forward and reload work. */
import { useSyncExternalStore } from 'react';

export type ViewName = 'run' | 'rounds' | 'captions' | 'judge';
export type ExperimentRoute = {
  readonly view: ViewName;
  readonly path: string;
  readonly image: number | null;
};
export type Route = { readonly view: 'welcome' } | ExperimentRoute;

const views: readonly string[] = ['run', 'rounds', 'captions', 'judge'];

export function routeOf(hash: string): Route {
  const [view = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const values = new URLSearchParams(query);
  const path = values.get('path');
  if (!views.includes(view) || !path) return { view: 'welcome' };
  const image = Number(values.get('image'));
  return { view: view as ViewName, path, image: Number.isInteger(image) && image > 0 ? image : null };
}

export const welcomeHref = '#/';

export function hrefOf(view: ViewName, path: string, image?: number): string {
  const values = new URLSearchParams({ path, ...(image === undefined ? {} : { image: String(image) }) });
  return `#/${view}?${values}`;
}

export function go(href: string): void {
  window.location.hash = href;
}

const subscribe = (changed: () => void): (() => void) => {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
};

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(subscribe, () => window.location.hash));
}
