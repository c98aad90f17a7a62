/** Settings: how the window looks, where models run and what an hour of that costs, servers and their keys, what lies on the disk. */
import '../pages.css';
import './settings.css';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RequestArgs } from '../../../shared/requests.ts';
import type { Theme } from '../../../shared/window.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Segments } from '../../components/segments.tsx';
import { PageSkeleton } from '../../components/skeleton.tsx';
import { ask } from '../../data/ask.ts';
import { keyOf } from '../../data/queries.ts';
import { Device } from './device.tsx';
import { Keys } from './keys.tsx';
import { Price } from './price.tsx';
import { Row } from './row.tsx';
import { Servers } from './servers.tsx';
import { StorageCard } from './storage.tsx';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const themeTitles: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };

export function SettingsView() {
  const client = useQueryClient();
  const settings = useQuery({ queryKey: keyOf('settings.get', {}), queryFn: () => ask('settings.get', {}) });
  const change = useMutation({
    mutationFn: (changes: RequestArgs<'settings.set'>) => ask('settings.set', changes),
    onSuccess: (now) => {
      client.setQueryData(keyOf('settings.get', {}), now);
      void client.invalidateQueries({ queryKey: ['experiments.list'] });
    },
  });
  const chooseFolder = async (): Promise<void> => {
    const { path } = await ask('window.chooseFolder', { purpose: 'experiments' });
    if (path) change.mutate({ experimentsFolder: path });
  };
  if (settings.isPending) return <PageSkeleton />;
  if (!settings.data)
    return (
      <EmptyState icon="gear" title="The settings cannot be read">
        <ErrorNotice error={settings.error} onRetry={() => settings.refetch()} />
      </EmptyState>
    );
  return (
    <div className="page narrow">
      <h1>Settings</h1>
      <ErrorNotice error={change.error} />
      <Card title="Window and experiments">
        <ThemeRow />
        <NoticesRow />
        <Row
          title="Experiments folder"
          about="Where new experiments go. Those there are stay where they are, and stay listed."
        >
          <code>{settings.data.experimentsFolder}</code>
          <Button icon="folder" size="small" busy={change.isPending} onClick={chooseFolder}>
            Choose…
          </Button>
        </Row>
        <Row title="Price of an hour" about="Of the device, for the cost that reports and estimates name.">
          <Price
            usdPerHour={settings.data.usdPerHour}
            onChange={(usdPerHour) => change.mutate({ usdPerHour })}
          />
        </Row>
      </Card>
      <Device chosen={settings.data.device} onChange={(device) => change.mutateAsync({ device })} />
      <Servers />
      <Keys />
      <StorageCard />
    </div>
  );
}

function ThemeRow() {
  const client = useQueryClient();
  const key = ['window.theme'] as const;
  const { data } = useQuery({ queryKey: key, queryFn: () => ask('window.theme', {}) });
  const choose = useMutation({
    mutationFn: (theme: Theme) => ask('window.theme', { theme }),
    onSuccess: (chosen) => client.setQueryData(key, chosen),
  });
  return (
    <Row title="Theme" about="Light, dark, or as the system is.">
      <Segments
        label="Theme"
        className="seeds"
        options={themes}
        chosen={data?.theme}
        titleOf={(theme) => themeTitles[theme]}
        onChoose={(theme) => choose.mutate(theme)}
      />
    </Row>
  );
}

function NoticesRow() {
  const client = useQueryClient();
  const key = ['window.notices'] as const;
  const { data } = useQuery({ queryKey: key, queryFn: () => ask('window.notices', {}) });
  const choose = useMutation({
    mutationFn: (wanted: boolean) => ask('window.notices', { wanted }),
    onSuccess: (chosen) => client.setQueryData(key, chosen),
  });
  return (
    <Row title="Notifications" about="From the system, while the window is not in front.">
      <label>
        <input
          type="checkbox"
          checked={data?.wanted ?? true}
          onChange={({ currentTarget }) => choose.mutate(currentTarget.checked)}
        />{' '}
        When a run ends or needs me
      </label>
    </Row>
  );
}
