import type { Drill } from './drill.ts';
import { killedDatabase } from './killed-database.ts';
import { killedServer } from './killed-server.ts';
import { leftOverDatabase } from './left-over-database.ts';
import { twoNodes } from './two-nodes.ts';

/** Processes end, and others take over. */
export const ofProcesses: Drill[] = [killedServer, killedDatabase, leftOverDatabase, twoNodes];

const number = ({ row }: Drill) => Number(row.slice(1));

/** In the order of the plan of faults. */
export const drills = [...ofProcesses].sort((one, other) => number(one) - number(other));
