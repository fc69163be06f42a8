import type { AgendaKind } from '../gatherings/sessions/rules.ts';
import { pausedTurns, resumedTurns, type Turns } from './turns.ts';

/**
 * The run of a session, made of instants only: what is left of a step, and how late it is, follows from them and the
 * time of the server. A browser that dies takes nothing along.
 */

/** A part of the 次第 as it is run: a discussion has one step for each 討議の柱. Instants are milliseconds since 1970. */
export type Step = {
	id: string;
	kind: AgendaKind;
	title: string;
	presenter: string;
	/** As planned; 0 for no limit. */
	minutes: number;
	/** Given on the day. */
	extraMinutes: number;
	/** '' for none. */
	pillarId: string;
	/** Null before it began. */
	begunAt: number | null;
	/** How long its clock stood still. */
	pausedMs: number;
	/** Since when it stands still; null while it goes. */
	pausedSince: number | null;
};

/** What everybody in the hall looks at. */
export const pictures = ['step', 'seats', 'entrance', 'perceptions'] as const;
export type Picture = (typeof pictures)[number];

export type Run = {
	steps: Step[];
	/** Which step it is at; as many as there are steps when all are over. */
	at: number;
	picture: Picture;
	turns: Turns | null;
	/** When it should have begun, and when it should be over. */
	plannedFrom: number;
	plannedTo: number;
	endedAt: number | null;
};

const minuteMs = 60_000;
export const mostSteps = 60;
export const mostMinutes = 600;
/** What one press gives to a step, or takes from it. */
export const minuteSteps = ['1', '5', '-1', '-5'] as const;

type Part = { kind: AgendaKind; title: string; minutes: number; presenter: string };
type Question = { id: string; question: string };

/**
 * The steps of a 次第. The questions are shared out among its discussions in their order, the last one takes the rest;
 * where there is none they come before the sharing, or at the end.
 */
export function stepsFrom(
	agenda: readonly Part[],
	pillars: readonly Question[],
	newId: () => string,
): Step[] {
	const talks = discussionsOf(agenda);
	const steps = agenda.flatMap((part, index) => {
		const place = talks.indexOf(index);
		const own =
			place < 0
				? []
				: place === talks.length - 1
					? pillars.slice(place)
					: pillars.slice(place, place + 1);
		if (own.length === 0) return [newStep(newId(), part)];
		return own.map(({ id }, at) =>
			newStep(newId(), { ...part, minutes: shareOf(part.minutes, own.length, at) }, id),
		);
	});
	if (talks.length > 0) return steps;
	const loose = pillars.map(({ id, question }) =>
		newStep(
			newId(),
			{ kind: 'discussion', title: question.slice(0, 200), minutes: 0, presenter: '' },
			id,
		),
	);
	const late = steps.findIndex(({ kind }) => ['sharing', 'notices', 'closing'].includes(kind));
	return steps.toSpliced(late < 0 ? steps.length : late, 0, ...loose);
}

function discussionsOf(agenda: readonly Part[]): number[] {
	const of = (kind: AgendaKind) =>
		agenda.flatMap((part, index) => (part.kind === kind ? [index] : []));
	const discussions = of('discussion');
	return discussions.length > 0 ? discussions : of('workshop');
}

/** Whole minutes; the first ones get what is left over. */
function shareOf(minutes: number, parts: number, at: number): number {
	return Math.floor(minutes / parts) + (at < minutes % parts ? 1 : 0);
}

export function newStep(id: string, part: Part, pillarId = ''): Step {
	const { kind, title, presenter, minutes } = part;
	return {
		...{ id, kind, title, presenter, minutes, pillarId },
		...{ extraMinutes: 0, begunAt: null, pausedMs: 0, pausedSince: null },
	};
}

/** So far from the announced beginning a run is a rehearsal, or on another day: it is measured from its own beginning. */
const nearMs = 2 * 60 * minuteMs;

/** The first step begins. `announced` is when the session was to begin, if that is known. */
export function begun(steps: readonly Step[], announced: number | null, now: number): Run {
	const from = announced !== null && Math.abs(now - announced) <= nearMs ? announced : now;
	const planned = steps.reduce((sum, { minutes }) => sum + minutes, 0);
	const run: Run = {
		...{ steps: [...steps], at: 0, picture: 'step', turns: null, endedAt: null },
		...{ plannedFrom: from, plannedTo: from + planned * minuteMs },
	};
	return atStep(run, 0, now);
}

function atStep(run: Run, at: number, now: number): Run {
	return {
		...run,
		at,
		turns: null,
		picture: 'step',
		steps: run.steps.map((step, index) =>
			index === at ? { ...step, begunAt: now, pausedMs: 0, pausedSince: null } : step,
		),
	};
}

/**
 * つぎへ, from the step that whoever pressed had before them. Pressed twice, or by two at once, it goes on by one step;
 * undefined when the run is somewhere else altogether.
 */
export function advanced(run: Run, from: number, now: number): Run | undefined {
	if (run.at === from + 1) return run;
	if (run.at !== from || from >= run.steps.length) return undefined;
	if (from + 1 < run.steps.length) return atStep(run, from + 1, now);
	return { ...run, at: from + 1, endedAt: now, turns: null, picture: 'step' };
}

/** ひとつ戻る: as if it had not been pressed; the clock of the step before never stopped. */
export function steppedBack(run: Run, from: number): Run | undefined {
	if (run.at === from - 1) return run;
	if (run.at !== from || from < 1) return undefined;
	return {
		...run,
		at: from - 1,
		endedAt: null,
		turns: null,
		picture: 'step',
		steps: run.steps.map((step, index) =>
			index === from ? { ...step, begunAt: null, pausedMs: 0, pausedSince: null } : step,
		),
	};
}

export function currentStep(run: Run): Step | undefined {
	return run.steps[run.at];
}

/** The clock of the step, and of whoever's turn it is, stands still; asked twice it is the same. */
export function paused(run: Run, now: number): Run {
	const stopped = changeCurrent(run, (step) => ({ ...step, pausedSince: step.pausedSince ?? now }));
	return { ...stopped, turns: run.turns && pausedTurns(run.turns, now) };
}

export function resumed(run: Run, now: number): Run {
	const going = changeCurrent(run, (step) =>
		step.pausedSince === null
			? step
			: { ...step, pausedMs: step.pausedMs + now - step.pausedSince, pausedSince: null },
	);
	return { ...going, turns: run.turns && resumedTurns(run.turns, now) };
}

/** More minutes for this step, or fewer; never fewer than none. Undefined when the run has gone on meanwhile. */
export function withMinutes(run: Run, from: number, minutes: number): Run | undefined {
	if (run.at !== from) return undefined;
	return changeCurrent(run, (step) => ({
		...step,
		extraMinutes: Math.min(mostMinutes, Math.max(-step.minutes, step.extraMinutes + minutes)),
	}));
}

function changeCurrent(run: Run, change: (step: Step) => Step): Run {
	return { ...run, steps: run.steps.map((step, at) => (at === run.at ? change(step) : step)) };
}

/** What is still to come, planned anew; what was, and what is, stays. */
export function withComing(run: Run, coming: readonly Step[]): Run {
	return { ...run, steps: [...run.steps.slice(0, run.at + 1), ...coming] };
}

/** When the step is over; null when it has no limit or has not begun. While its clock stands still, that moves on. */
export function dueAt(step: Step, now: number): number | null {
	const { begunAt, minutes, extraMinutes, pausedMs, pausedSince } = step;
	if (begunAt === null || minutes + extraMinutes === 0) return null;
	const still = pausedSince === null ? 0 : now - pausedSince;
	return begunAt + (minutes + extraMinutes) * minuteMs + pausedMs + still;
}

/** When all will be over if it goes on like this, and by how many minutes that is later than planned (earlier: below 0). */
export function outlook(run: Run, now: number): { endsAt: number; minutesLate: number } {
	const step = currentStep(run);
	const coming = run.steps.slice(run.at + 1).reduce((sum, { minutes }) => sum + minutes, 0);
	const thisEnds = step ? Math.max(now, dueAt(step, now) ?? now) : (run.endedAt ?? now);
	const endsAt = thisEnds + coming * minuteMs;
	return { endsAt, minutesLate: Math.trunc((endsAt - run.plannedTo) / minuteMs) };
}

/** How long each step took, for those that are over; minutes, rounded. */
export function minutesTaken(run: Run): (number | null)[] {
	return run.steps.map(({ begunAt }, at) => {
		const end = run.steps[at + 1]?.begunAt ?? (at + 1 === run.steps.length ? run.endedAt : null);
		return begunAt === null || end === null || at >= run.at
			? null
			: Math.round((end - begunAt) / minuteMs);
	});
}
