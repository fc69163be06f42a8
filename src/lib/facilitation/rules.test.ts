import { describe, expect, test } from 'vitest';
import type { AgendaKind } from '../gatherings/sessions/rules.ts';
import {
	advanced,
	begun,
	currentStep,
	dueAt,
	minutesTaken,
	newStep,
	outlook,
	paused,
	resumed,
	steppedBack,
	stepsFrom,
	withComing,
	withMinutes,
	type Run,
} from './rules.ts';

const noon = Date.UTC(2026, 10, 22, 3);
const later = (minutes: number, seconds = 0) => noon + minutes * 60_000 + seconds * 1_000;
const part = (kind: AgendaKind, minutes: number) => ({ kind, title: kind, minutes, presenter: '' });
const pillars = [
	{ id: 'p1', question: 'だれのことか' },
	{ id: 'p2', question: 'なぜ起きるのか' },
	{ id: 'p3', question: '何ができるか' },
];

function ids() {
	let count = 0;
	return () => `s${++count}`;
}

function aRun(...minutes: number[]): Run {
	const newId = ids();
	const steps = minutes.map((length) => newStep(newId(), part('other', length)));
	return begun(steps, noon, noon);
}

function goneTo(run: Run, from: number, now: number): Run {
	const next = advanced(run, from, now);
	if (!next) throw new Error(`no step after ${from}`);
	return next;
}

describe('the steps of a session', () => {
	test('one discussion becomes a step for every question, and its minutes are shared', () => {
		const steps = stepsFrom(
			[part('opening', 5), part('discussion', 50), part('closing', 5)],
			pillars,
			ids(),
		);
		expect(steps.map(({ kind, pillarId, minutes }) => [kind, pillarId, minutes])).toEqual([
			['opening', '', 5],
			['discussion', 'p1', 17],
			['discussion', 'p2', 17],
			['discussion', 'p3', 16],
			['closing', '', 5],
		]);
	});

	test.each([
		{
			agenda: [part('discussion', 20), part('break', 10), part('discussion', 30)],
			becomes: ['p1', '', 'p2', 'p3'],
		},
		{ agenda: [part('workshop', 30)], becomes: ['p1', 'p2', 'p3'] },
		{
			agenda: [part('opening', 5), part('sharing', 10), part('closing', 5)],
			becomes: ['', 'p1', 'p2', 'p3', '', ''],
		},
		{ agenda: [part('opening', 5)], becomes: ['', 'p1', 'p2', 'p3'] },
		{ agenda: [], becomes: ['p1', 'p2', 'p3'] },
	])('no question is left out: $becomes', ({ agenda, becomes }) => {
		expect(stepsFrom(agenda, pillars, ids()).map(({ pillarId }) => pillarId)).toEqual(becomes);
	});
});

describe('from step to step', () => {
	test('a double press, and two facilitators at once, go on by one step', () => {
		const run = goneTo(aRun(5, 10, 15), 0, later(5));
		expect(run.at).toBe(1);
		expect(goneTo(run, 0, later(5, 1))).toBe(run);
	});

	test('whoever looks at an old page moves nothing', () => {
		const run = goneTo(goneTo(aRun(5, 10, 15), 0, later(5)), 1, later(6));
		expect(advanced(run, 0, later(7))).toBeUndefined();
		expect(steppedBack(run, 5)).toBeUndefined();
		expect(withMinutes(run, 1, 1)).toBeUndefined();
	});

	test('after a step back it is as if it had not been pressed', () => {
		const before = paused(aRun(5, 10), later(2));
		const back = steppedBack(goneTo(before, 0, later(3)), 1);
		expect(back).toEqual({ ...before, turns: null });
		expect(back && steppedBack(back, 0)).toBeUndefined();
	});

	test('after the last step it is over, and can still be taken back', () => {
		const over = goneTo(aRun(5), 0, later(4));
		expect([over.at, over.endedAt, currentStep(over)]).toEqual([1, later(4), undefined]);
		expect(advanced(over, 1, later(5))).toBeUndefined();
		expect(steppedBack(over, 1)?.endedAt).toBeNull();
		expect(minutesTaken(over)).toEqual([4]);
	});
});

describe('the clock of a step', () => {
	const left = (run: Run, now: number) => {
		const step = currentStep(run);
		const due = step && dueAt(step, now);
		return typeof due === 'number' ? (due - now) / 1_000 : undefined;
	};

	test('it goes on by itself, also below zero, whoever looks', () => {
		const run = aRun(5);
		expect([later(0), later(4, 30), later(6)].map((now) => left(run, now))).toEqual([300, 30, -60]);
	});

	test('it stands still and goes on, and asking twice changes nothing', () => {
		const still = paused(paused(aRun(5), later(1)), later(2));
		expect(left(still, later(9))).toBe(240);
		const on = resumed(resumed(still, later(9)), later(10));
		expect(left(on, later(10))).toBe(180);
	});

	test('minutes are added and taken, never below none', () => {
		const run = aRun(5);
		expect(left(withMinutes(run, 0, 3) ?? run, noon)).toBe(480);
		const none = withMinutes(run, 0, -9) ?? run;
		expect(currentStep(none)?.extraMinutes).toBe(-5);
		expect(left(none, noon)).toBeUndefined();
	});
});

describe('how late it is', () => {
	test.each([
		{ begins: 0, now: 3, late: 0 },
		{ begins: 4, now: 4, late: 4 },
		{ begins: 0, now: 12, late: 7 },
		{ begins: -3, now: 0, late: -3 },
	])('begun at $begins, asked at $now: $late minutes', ({ begins, now, late }) => {
		const run = begun(aRun(5, 10).steps, noon, later(begins));
		expect(outlook(run, later(now))).toEqual({
			endsAt: later(15 + late),
			minutesLate: late,
		});
	});

	test('time is won back by going on early, and by shorter steps to come', () => {
		const run = begun(aRun(5, 10, 10).steps, noon, later(6));
		const early = goneTo(run, 0, later(8));
		expect(outlook(early, later(8)).minutesLate).toBe(3);
		const shorter = withComing(early, [newStep('s9', part('closing', 6))]);
		expect(outlook(shorter, later(8)).minutesLate).toBe(-1);
	});

	test('a rehearsal on another day is measured from its own beginning', () => {
		expect(begun(aRun(5).steps, noon, later(600)).plannedFrom).toBe(later(600));
		expect(begun(aRun(5).steps, null, later(1)).plannedTo).toBe(later(6));
	});
});
