import { playShort } from '#test/drills.ts';
import { ofProcesses } from '../../drills/all.ts';

playShort(ofProcesses);
