import { and, eq } from 'drizzle-orm';
import type * as v from 'valibot';
import { tablesOf } from '../../boards/rules.ts';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { openWithin } from '../../gatherings/server/commands.ts';
import { sessionOrRefuse, workPage, type SessionPage } from '../../gatherings/server/queries.ts';
import { afterSession } from '../../gatherings/sessions/rules.ts';
import { personOf } from '../../kernel/actor.ts';
import { instantInTokyo } from '../../kernel/dates.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { cleanLine } from '../../kernel/text.ts';
import { tableOf } from '../../seating/rules.ts';
import { command, type Work } from '../../server/command.ts';
import {
	BeginTurns,
	ComingForm,
	MinutesForm,
	PictureForm,
	SessionForm,
	StartForm,
	StepForm,
} from '../forms.ts';
import * as rules from '../rules.ts';
import { clustersInOrder } from '../share.ts';
import { turnedTo, turnsFrom, type TurnKind } from '../turns.ts';
import { announceRun } from './notices.ts';
import { hallOf, runOf } from './queries.ts';
import { sessionRuns } from './tables.ts';

/**
 * The session begins, or begins anew: the first step of the 次第 as it stands. Where the hall is not open yet, this is
 * the 開会 too.
 */
export const startRun = command('session.startRun', {
	input: StartForm,
	subject: ({ tx, actor }, { sessionId }) => workPage(tx, actor, sessionId),
	allow: (actor, { scope }) => mayFacilitate(actor, scope),
	async run(work, { sessionId, again }, page) {
		const { tx, actor, now, newId } = work;
		const { session } = page;
		if (afterSession(session.state, 'open')) await openWithin(work, session);
		else if (session.state !== 'open') throw new Refusal('not-now', 'facilitation_not_open');
		const steps = rules.stepsFrom(page.agenda, page.pillars, newId).slice(0, rules.mostSteps);
		if (steps.length === 0) throw new Refusal('not-now', 'facilitation_no_steps');
		const before = await runOf(tx, actor, sessionId, { isHeld: true });
		if (before && !again) throw new Refusal('not-now', 'facilitation_already_begun');
		const version = (before?.version ?? 0) + 1;
		const values = {
			...columnsOf(rules.begun(steps, announcedBeginning(page), now().getTime())),
			...{ version, startedBy: personOf(actor), startedAt: now() },
		};
		await tx
			.insert(sessionRuns)
			.values({ operatorId: actor.operatorId, sessionId, ...values })
			.onConflictDoUpdate({
				target: [sessionRuns.operatorId, sessionRuns.sessionId],
				set: values,
			});
		await announceRun(tx, { operatorId: actor.operatorId, sessionId, version });
		return {
			result: { sessionId },
			audit: {
				subject: { kind: 'session', id: sessionId },
				detail: { steps: steps.length, again: before !== undefined },
			},
		};
	},
});

function announcedBeginning({ session }: SessionPage): number | null {
	const { heldOn, startsAt } = session;
	return heldOn && startsAt ? instantInTokyo(heldOn, startsAt).getTime() : null;
}

function columnsOf({ plannedFrom, plannedTo, endedAt, ...rest }: rules.Run) {
	return {
		...rest,
		plannedFrom: new Date(plannedFrom),
		plannedTo: new Date(plannedTo),
		endedAt: endedAt === null ? null : new Date(endedAt),
	};
}

type ForSession = v.GenericSchema<unknown, { sessionId: string }>;

/** A press on the console: what it does to the run is a rule; undefined means that it went on meanwhile. */
function press<Input extends ForSession>(
	act: string,
	input: Input,
	change: (
		run: rules.Run,
		given: v.InferOutput<Input>,
		work: Work,
	) => rules.Run | undefined | Promise<rules.Run | undefined>,
) {
	return command(act, {
		input,
		subject: ({ tx, actor }, { sessionId }) => sessionOrRefuse(tx, actor, sessionId),
		allow: (actor, { scope }) => mayFacilitate(actor, scope),
		async run(work, given, { session }) {
			const { tx, actor } = work;
			const { sessionId } = given;
			if (session.state !== 'open') throw new Refusal('not-now', 'facilitation_not_open');
			const stored = await runOf(tx, actor, sessionId, { isHeld: true });
			if (!stored) throw new Refusal('not-now', 'facilitation_not_begun');
			const run = await change(stored.run, given, work);
			if (!run) throw new Refusal('not-now', 'facilitation_went_on');
			if (run !== stored.run) await keep(work, sessionId, run, stored.version + 1);
			return {
				result: { sessionId },
				audit: { subject: { kind: 'session', id: sessionId }, detail: detailOf(run) },
			};
		},
	});
}

const detailOf = (run: rules.Run) => ({ step: run.at + 1, of: run.steps.length });

async function keep(
	{ tx, actor }: Work,
	sessionId: string,
	run: rules.Run,
	version: number,
): Promise<void> {
	const { operatorId } = actor;
	await tx
		.update(sessionRuns)
		.set({ ...columnsOf(run), version })
		.where(and(eq(sessionRuns.operatorId, operatorId), eq(sessionRuns.sessionId, sessionId)));
	await announceRun(tx, { operatorId, sessionId, version });
}

const instant = ({ now }: Work) => now().getTime();

/** つぎへ; after the last step the session is over. */
export const nextStep = press('session.nextStep', StepForm, (run, { from }, work) =>
	rules.advanced(run, from, instant(work)),
);

/** ひとつ戻る. */
export const previousStep = press('session.previousStep', StepForm, (run, { from }) =>
	rules.steppedBack(run, from),
);

export const pauseRun = press('session.pauseRun', SessionForm, (run, _given, work) =>
	rules.paused(run, instant(work)),
);

export const resumeRun = press('session.resumeRun', SessionForm, (run, _given, work) =>
	rules.resumed(run, instant(work)),
);

export const addMinutes = press('session.addMinutes', MinutesForm, (run, { from, minutes }) =>
	rules.withMinutes(run, from, minutes),
);

/** What the wall shows: the step, where everybody sits, or the way in. */
export const showPicture = press('session.showPicture', PictureForm, (run, { picture }) => ({
	...run,
	picture,
}));

/** The steps to come as the form has them; a row without a title is left out. */
export const changeComing = press('session.changeComing', ComingForm, async (run, given, work) => {
	if (run.at !== given.from) return undefined;
	const { pillars } = await workPage(work.tx, work.actor, given.sessionId);
	const coming = given.title.flatMap((typed, row) => {
		const title = cleanLine(typed).slice(0, 200);
		if (title === '') return [];
		const known = run.steps.find(({ id }, at) => at > run.at && id === given.stepId[row]);
		const pillarId = pillars.find(({ id }) => id === given.pillarId[row])?.id ?? '';
		const kind = known?.kind ?? (pillarId ? 'discussion' : 'other');
		const minutes = minutesOf(given.minutes[row]);
		const part = { kind, title, minutes, presenter: known?.presenter ?? '' };
		return [rules.newStep(known?.id ?? work.newId(), part, pillarId)];
	});
	if (run.at + 1 + coming.length > rules.mostSteps)
		throw refuseField('title', 'facilitation_too_many_steps');
	return rules.withComing(run, coming);
});

function minutesOf(typed: string | undefined): number {
	const text = (typed ?? '').normalize('NFKC').replace(/[\s分]/gu, '');
	if (text === '') return 0;
	const minutes = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
	if (!(minutes <= rules.mostMinutes)) throw refuseField('minutes', 'facilitation_minutes_wrong');
	return minutes;
}

/** One after another, from the first on. */
export const beginTurns = press('session.beginTurns', BeginTurns, async (run, given, work) => {
	if (run.at !== given.from || !rules.currentStep(run)) return undefined;
	const ids = await idsOf(work, given.sessionId, given.of, given.seats);
	if (ids.length === 0) throw refuseField('of', 'facilitation_turns_nobody');
	const { of, isGoingOn } = given;
	const turns = turnsFrom({ of, ids, isGoingOn, seconds: given.seconds ?? 0 }, instant(work));
	return { ...run, turns, picture: 'step' };
});

const usualTable = 4;

async function idsOf(
	work: Work,
	sessionId: string,
	of: TurnKind,
	seats: number | null,
): Promise<string[]> {
	const hall = await hallOf(work.tx, work.actor, sessionId);
	const numbers = (most: number) => Array.from({ length: most }, (_, at) => `${at + 1}`);
	if (of === 'seats') {
		const largest = Math.max(0, ...hall.tables.map((table) => table.length));
		return numbers(seats || largest || usualTable);
	}
	if (of === 'people') {
		const place = (id: string) => tableOf(hall.tables, id) || Number.POSITIVE_INFINITY;
		return hall.guests
			.filter(({ isHere }) => isHere)
			.map(({ id }) => id)
			.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
	}
	if (of === 'clusters') {
		const { pillars } = await workPage(work.tx, work.actor, sessionId);
		return clustersInOrder(hall.board, pillars).map(({ id }) => id);
	}
	const seated = numbers(hall.tables.length).map(Number);
	return [...new Set([...seated, ...tablesOf(hall.board)])].sort((a, b) => a - b).map(String);
}

export const nextTurn = press('session.nextTurn', StepForm, (run, { from }, work) =>
	turned(run, from, 1, instant(work)),
);

export const previousTurn = press('session.previousTurn', StepForm, (run, { from }, work) =>
	turned(run, from, -1, instant(work)),
);

function turned(run: rules.Run, from: number, by: 1 | -1, now: number): rules.Run | undefined {
	const turns = run.turns && turnedTo(run.turns, from, by, now);
	if (!turns) return undefined;
	return turns === run.turns ? run : { ...run, turns };
}

export const endTurns = press('session.endTurns', SessionForm, (run) => ({ ...run, turns: null }));
