import { Command } from 'commander';
import { changesCommand } from './data/changes.ts';
import { previewCommand } from './data/preview.ts';
import { quarantineCommand } from './data/quarantine.ts';

export const dataCommand = (): Command =>
  new Command('data')
    .description('look at data of your own before an import, and at what an import left out')
    .addCommand(previewCommand())
    .addCommand(quarantineCommand())
    .addCommand(changesCommand());
