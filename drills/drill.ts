/** The form of a drill: a fault is brought about in the real program, and what was promised is looked at. */
import { onStage, type Stage } from './stage/stage.ts';

export type Scale = 'full' | 'short';

export type Outcome = {
	/** What was done, with the number of times. */
	done: string;
	measured: string;
	/** Promises about data and answers that were not held. */
	broken: string[];
	/** Promises about time that were not held; a busy machine is a reason, so that tests leave them out. */
	late: string[];
};

export type Drill = {
	/** The row of the plan of faults. */
	row: string;
	fault: string;
	promised: string;
	perform: (scale: Scale) => Promise<Outcome>;
};

type Parts<Size> = Omit<Drill, 'perform'> & {
	sizes: Record<Scale, Size>;
	play: (stage: Stage, size: Size) => Promise<Outcome>;
};

/** One drill in two sizes: the short one runs with the tests, the full one with `npm run drills`. */
export function drill<Size>({ sizes, play, ...about }: Parts<Size>): Drill {
	return { ...about, perform: (scale) => onStage((stage) => play(stage, sizes[scale])) };
}

/** The promises that were not held. */
export function unkept(promises: Record<string, boolean>): string[] {
	return Object.entries(promises).flatMap(([promise, held]) => (held ? [] : [promise]));
}

export function quantile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

export const ms = (value: number) => `${Math.round(value)} ms`;
export const seconds = (value: number) => `${(value / 1_000).toFixed(1)} s`;
