import { findingsIn } from '#lib/concerns/deidentified.ts';
import {
	addNote,
	answerConcern,
	assignConcern,
	closeConcern,
	linkToCase,
	makeSlip,
	markDuplicate,
	publishDeidentified,
	recordConsent,
	referConcern,
	returnDeidentified,
	takeBackDeidentified,
	triageConcern,
	verifyTranscription,
	withdrawBySecret,
	withdrawConcern,
	writeDeidentified,
} from '#lib/concerns/server/commands.ts';
import type { Feedback, Privacy } from '#lib/concerns/vocabulary.ts';
import { addConcerns } from '#lib/issues/server/commands.ts';
import { dateInTokyo, timeInTokyo } from '#lib/kernel/dates.ts';
import {
	closedMeetingNotes,
	contactNotes,
	emergencyActions,
	outsideServices,
	plainNotes,
	referralNotes,
	replies,
	results,
	returnReasons,
	visitNotes,
} from '../replies.ts';
import { coordinatorOf, type Arrived } from './concern-arrival.ts';
import type { Fate } from './concern-plan.ts';
import { at, isOfficeDay, officeDaysAfter } from './days.ts';
import { taken, type Random } from './random.ts';
import { act, organisationOf, player, type Player, type Stage } from './stage.ts';

/** What a story needs while somebody takes care of one concern. */
export type Care = { stage: Stage; concern: Arrived; random: Random; handler: Player };

const office = ['office', 'office3', 'office4', 'office5', 'office6', 'office7'] as const;

/** From the reporter's words to what becomes of them, as far as time allows. */
export async function handle(stage: Stage, concern: Arrived, random: Random): Promise<void> {
	const { plan } = concern;
	if (plan.fate === 'untouched' || plan.fate === 'draft') return;
	const care = { stage, concern, random, handler: handlerOf(stage, concern, random) };
	if (concern.typist && concern.wantsAnswer && random.chance(0.4)) {
		await act(stage, makeSlip, concern.typist, { id: concern.id, secret: concern.secret });
	}
	if (plan.fate === 'withdrawn' && random.chance(0.5)) return withdraw(care);
	await later(
		care,
		random.weighted([
			[0, 45],
			[1, 36],
			[2, 11],
			[4, 8],
		]),
	);
	await triage(care);
	if (plan.way === 'fax' || plan.way === 'post') await verify(care);
	if (concern.wantsAnswer && random.chance(0.6)) await reach(care);
	await paths[plan.fate](care);
}

/** Sealed ones are for the 事務局; the others for the coordinator of the area, or whoever sits at the desk. */
function handlerOf(stage: Stage, { plan, area }: Arrived, random: Random): Player {
	if (privacyOf(plan.fate, plan.number) !== 'P4' || random.chance(0.1))
		return player(stage, random.pick(office));
	return area
		? coordinatorOf(stage, area)
		: player(stage, random.pick(['desk1', 'desk2', 'desk3']));
}

/** Six were taken up in a 支援会議, two are sealed (DOMAIN §7). */
function privacyOf(fate: Fate, number: number): Privacy {
	if (fate !== 'case') return 'P4';
	if (number % 30 === 7) return 'P6';
	return number % 10 === 3 ? 'P5' : 'P4';
}

/** So many office days on, some time of the working day, and never in the past. */
async function later({ stage: { timeline }, random }: Care, officeDays: number): Promise<void> {
	const now = timeline.now();
	const [today, time] = [dateInTokyo(now), timeInTokyo(now)];
	const isStillToday = officeDays === 0 && isOfficeDay(today) && time < '16:30';
	const extra = officeDays === 0 && !isStillToday ? 1 : officeDays;
	const date = officeDaysAfter(today, isOfficeDay(today) ? extra : Math.max(0, extra - 1));
	const earliest = isStillToday ? Math.max(9, Number(time.slice(0, 2)) + 1) : 9;
	const hour = random.between(Math.min(earliest, 16), 16);
	const minute = String(random.between(0, 59)).padStart(2, '0');
	await timeline.until(at(date, `${String(hour).padStart(2, '0')}:${minute}`));
}

async function triage({ stage, concern, random, handler }: Care): Promise<void> {
	const { id, plan, words, areaId } = concern;
	const urgency = words.urgency;
	await act(stage, triageConcern, handler, {
		...{ id, urgency, areaId },
		emergencyAction: urgency === 'urgent' ? random.pick(emergencyActions) : '',
		privacy: privacyOf(plan.fate, plan.number),
		tags: words.tags,
		isolation: words.isolation,
		circumstances: words.circumstances,
		...(random.chance(0.12) && { institutionalGap: 'yes' }),
	});
	await act(stage, assignConcern, handler, { id, holderId: handler.actor.personId });
	if (random.chance(0.25))
		await act(stage, addNote, handler, { id, kind: 'note', body: random.pick(plainNotes) });
}

/** Somebody else than the typist compares the typed words with the paper. */
async function verify(care: Care): Promise<void> {
	const { stage, concern } = care;
	const { typist, plan } = concern;
	const isOpen = privacyOf(plan.fate, plan.number) === 'P4';
	const others = (isOpen ? ['desk2', 'desk3'] : ['office6']).map((key) => player(stage, key));
	const other = others.find((one) => one !== typist);
	// some paper still waits for its second pair of eyes
	if (!typist || !other || plan.number % 6 === 5) return;
	const seen = stage.timeline.now().toISOString();
	await act(stage, verifyTranscription, other, { id: concern.id, seen });
}

const paths: Readonly<Record<Fate, (care: Care) => Promise<void>>> = {
	shared: async (care) => {
		if (care.random.chance(0.5)) await reach(care);
		await share(care);
		if (care.random.chance(0.35)) await answer(care);
		await closeLater(care, 0.36);
	},
	answeredShared: async (care) => {
		await answer(care);
		await share(care);
		await closeLater(care, 0.5);
	},
	referredShared: async (care) => {
		await refer(care);
		await share(care);
		await closeLater(care, 0.4);
	},
	answered: async (care) => {
		await answer(care);
		await closeLater(care, 0.8);
	},
	noConsent: async (care) => {
		await answer(care);
		await closeLater(care, 0.7);
	},
	referred: async (care) => {
		await reach(care);
		await refer(care);
		await closeLater(care, 0.6);
	},
	case: openCase,
	duplicate: sameAsBefore,
	withdrawn: withdraw,
	waitsForSecondEye: async (care) => {
		await write(care, 0);
	},
	returned: async (care) => {
		const version = await write(care, 0);
		await sendBack(care, version);
	},
	takenBack: async (care) => {
		const version = await share(care);
		await later(care, 3);
		await act(care.stage, takeBackDeidentified, player(care.stage, 'office'), {
			...{ id: care.concern.id, version: String(version) },
			reason:
				'地区の中では、だれのことか思い当たる方がいるとわかりました。いったん公開を取りやめます。',
		});
	},
	draft: async () => undefined,
	untouched: async () => undefined,
};

/** Written by whoever takes care of it, read and published by somebody else. Answers the version. */
async function share(care: Care): Promise<number> {
	const { stage, concern, random } = care;
	let version = await write(care, 0);
	await later(care, random.between(0, 3));
	if (random.chance(0.05)) {
		await sendBack(care, version);
		await later(care, 1);
		version = await write(care, version);
		await later(care, 1);
	}
	await act(stage, publishDeidentified, secondEye(care), {
		id: concern.id,
		version: String(version),
	});
	await leave(care);
	return version;
}

async function write(care: Care, version: number): Promise<number> {
	const { stage, concern, random, handler } = care;
	await later(care, random.between(1, 4));
	if (concern.anonymousUse === 'unasked') {
		await act(stage, addNote, handler, {
			id: concern.id,
			kind: 'contact',
			body: taken(contactNotes[2]),
		});
		await act(stage, recordConsent, handler, { id: concern.id, answer: 'yes' });
		concern.anonymousUse = 'yes';
	}
	const text = concern.words.deidentified;
	await act(stage, writeDeidentified, handler, {
		...{ id: concern.id, version: String(version), text },
		confirmed: findingsIn(text).map((finding) => finding.text),
	});
	return version + 1;
}

async function sendBack(care: Care, version: number): Promise<void> {
	const { stage, concern, random } = care;
	await act(stage, returnDeidentified, secondEye(care), {
		...{ id: concern.id, version: String(version) },
		reason: random.pick(returnReasons),
	});
}

function secondEye({ stage, handler, random }: Care): Player {
	const readers = ['secondEye', 'secondEye', 'office', 'office3'].map((key) => player(stage, key));
	return random.pick(readers.filter((reader) => reader !== handler));
}

/** A published text waits to be put together with others, or joins the issue that is there already. */
async function leave({ stage, concern, random }: Care): Promise<void> {
	const { issue, fate } = concern.plan;
	if (fate === 'takenBack') return;
	const waiting = stage.voices.get(issue) ?? [];
	const id = stage.made.get(`issue:${issue}`);
	// some are left for the page on which texts are put together by hand
	if (id && !stage.made.has(`closed:issue:${issue}`) && random.chance(0.88)) {
		await act(stage, addConcerns, player(stage, 'secondEye'), { id, concerns: [concern.id] });
		const behind = stage.voices.get(`behind:${issue}`) ?? [];
		stage.voices.set(`behind:${issue}`, [...behind, concern.id]);
	} else stage.voices.set(issue, [...waiting, concern.id]);
}

async function reach({ stage, concern, random, handler }: Care): Promise<void> {
	const isVisit = random.chance(0.35);
	await act(stage, addNote, handler, {
		id: concern.id,
		kind: isVisit ? 'visit' : 'contact',
		body: random.pick(isVisit ? visitNotes : contactNotes),
	});
}

async function answer(care: Care): Promise<void> {
	const { stage, concern, random, handler } = care;
	await later(care, random.between(0, 2));
	const own: readonly string[] =
		concern.plan.fate === 'noConsent' ? replies.noConsent : ownReplies(concern.plan.issue);
	const reply =
		own.length > 0 && random.chance(0.7) ? random.pick(own) : random.pick(replies.general);
	await act(stage, answerConcern, handler, { id: concern.id, reply });
}

function ownReplies(issue: string): readonly string[] {
	return Object.entries(replies).find(([key]) => key === issue)?.[1] ?? [];
}

async function refer(care: Care): Promise<void> {
	const { stage, concern, random, handler } = care;
	await later(care, random.between(0, 3));
	const to = random.weighted<Record<string, string>>([
		[
			{
				toPersonId: player(stage, random.pick(['officer', 'officer', 'officer2', 'officer4'])).actor
					.personId,
			},
			40,
		],
		[{ toOrganisationId: organisationOf(stage, referralTo(concern, random)) }, 40],
		[{ toName: random.pick(outsideServices) }, 20],
	]);
	await act(stage, referConcern, handler, {
		id: concern.id,
		...to,
		note: random.pick(referralNotes),
	});
}

function referralTo({ plan }: Arrived, random: Random): string {
	switch (plan.issue) {
		case 'food-poverty':
			return 'NPO法人 みんなの台所';
		case 'eighty-fifty':
		case 'young-adults':
			return 'NPO法人 こもれび';
		case 'foreign-roots':
			return 'NPO法人Tom&ともに';
		case 'rubbish':
			return '辻󠄀本たすけ隊';
		case 'new-mothers':
			return 'NPO法人 ゆるり';
		default:
			return random.pick([
				'蒼浜区地域包括支援センター 北浜',
				'蒼浜区地域包括支援センター 水見',
				'NPO法人 くらしの手',
			]);
	}
}

/** 個別支援: from here on the person is supported in private. */
async function openCase(care: Care): Promise<void> {
	const { stage, concern, random, handler } = care;
	await reach(care);
	await later(care, random.between(1, 3));
	const running = String(concern.plan.number).padStart(4, '0');
	await act(stage, linkToCase, handler, { id: concern.id, caseReference: `個-${running}` });
	if (privacyOf(concern.plan.fate, concern.plan.number) === 'P5') {
		await act(stage, addNote, handler, {
			id: concern.id,
			kind: 'note',
			body: random.pick(closedMeetingNotes),
		});
	}
	if (!random.chance(0.2)) return;
	await later(care, random.between(40, 70));
	await close(care, random.chance(0.7) ? 'notWanted' : 'notPossible');
}

async function sameAsBefore(care: Care): Promise<void> {
	const { stage, concern } = care;
	const original = stage.made.get(`number:${concern.plan.issue}`);
	if (!original || original === concern.number) return answer(care);
	await act(stage, markDuplicate, player(stage, 'office'), { id: concern.id, number: original });
}

async function withdraw(care: Care): Promise<void> {
	const { stage, concern } = care;
	await later(care, 1);
	if (concern.typist)
		await act(stage, withdrawConcern, player(stage, 'office'), { id: concern.id });
	else await act(stage, withdrawBySecret, stage.anyone, { secret: concern.secret });
}

async function closeLater(care: Care, probability: number): Promise<void> {
	const { random, concern } = care;
	if (!random.chance(probability)) return;
	await later(care, random.between(8, 40));
	if (concern.wantsAnswer) await reachAgain(care);
	await close(care, concern.wantsAnswer ? 'fedBack' : random.pick(['notWanted', 'notPossible']));
}

async function reachAgain({ stage, concern, handler }: Care): Promise<void> {
	await act(stage, addNote, handler, {
		id: concern.id,
		kind: 'contact',
		body: taken(contactNotes[5]),
	});
}

async function close({ stage, concern, random, handler }: Care, feedback: Feedback): Promise<void> {
	await act(stage, closeConcern, handler, {
		id: concern.id,
		result: random.pick(results),
		feedback,
	});
}
