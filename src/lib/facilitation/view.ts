import type { AgendaKind } from '../gatherings/sessions/rules.ts';
import { currentStep, dueAt, minutesTaken, outlook, type Picture, type Run } from './rules.ts';
import { turnAt, type TurnKind } from './turns.ts';

/** What a page shows of a run, worked out at one instant; times are milliseconds since 1970. */
export type RunView = {
	now: number;
	/** 1 for the first; one more than there are when it is over. */
	number: number;
	steps: StepView[];
	step: StepView | null;
	next: StepView | null;
	dueAt: number | null;
	isPaused: boolean;
	endsAt: number;
	minutesLate: number;
	isOver: boolean;
	picture: Picture;
	turn: TurnView | null;
};

export type StepView = {
	id: string;
	kind: AgendaKind;
	title: string;
	presenter: string;
	minutes: number;
	pillarId: string;
	/** 0 for no 討議の柱. */
	pillarNumber: number;
	question: string;
	state: 'past' | 'now' | 'coming';
	/** How long it took, once it is over. */
	minutesTaken: number | null;
};

export type TurnView = {
	of: TurnKind;
	/** 1 for the first; one more than there are when all had theirs. */
	number: number;
	count: number;
	/** Whose turn it is; '' when all had theirs. */
	id: string;
	nextId: string;
	dueAt: number | null;
	isGoingOn: boolean;
	seconds: number;
};

export function viewOf(
	run: Run,
	pillars: readonly { id: string; question: string }[],
	now: number,
): RunView {
	const taken = minutesTaken(run);
	const steps = run.steps.map((step, at): StepView => {
		const { id, kind, title, presenter, minutes, extraMinutes, pillarId } = step;
		const place = pillars.findIndex((pillar) => pillar.id === pillarId);
		return {
			...{ id, kind, title, presenter, pillarId, minutes: minutes + extraMinutes },
			pillarNumber: place + 1,
			question: pillars[place]?.question ?? '',
			state: at < run.at ? 'past' : at === run.at ? 'now' : 'coming',
			minutesTaken: taken[at] ?? null,
		};
	});
	const current = currentStep(run);
	return {
		...{ now, steps, picture: run.picture, number: run.at + 1, turn: turnOf(run, now) },
		step: steps[run.at] ?? null,
		next: steps[run.at + 1] ?? null,
		dueAt: current ? dueAt(current, now) : null,
		isPaused: current !== undefined && current.pausedSince !== null,
		isOver: run.endedAt !== null,
		...outlook(run, now),
	};
}

function turnOf({ turns }: Run, now: number): TurnView | null {
	if (!turns) return null;
	const { of, ids, isGoingOn, seconds } = turns;
	const { at, dueAt: due } = turnAt(turns, now);
	return {
		...{ of, isGoingOn, seconds, dueAt: due, number: at + 1, count: ids.length },
		...{ id: ids[at] ?? '', nextId: ids[at + 1] ?? '' },
	};
}
