/** Light, dark, or as the system says: one button that goes round. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Theme } from '../../shared/window.ts';
import { ask } from '../data/ask.ts';
import { IconButton } from './button.tsx';
import type { IconName } from './icons.tsx';

const themes: Record<Theme, { label: string; icon: IconName; next: Theme }> = {
  system: { label: 'Theme: as the system', icon: 'system', next: 'light' },
  light: { label: 'Theme: light', icon: 'sun', next: 'dark' },
  dark: { label: 'Theme: dark', icon: 'moon', next: 'system' },
};
const key = ['window.theme'] as const;

export function ThemeSwitch() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: key, queryFn: () => ask('window.theme', {}) });
  const choose = useMutation({
    mutationFn: (theme: Theme) => ask('window.theme', { theme }),
    onSuccess: (chosen) => client.setQueryData(key, chosen),
  });
  const { label, icon, next } = themes[data?.theme ?? 'system'];
  return <IconButton label={label} icon={icon} onClick={() => choose.mutate(next)} />;
}
