import { and, eq } from 'drizzle-orm';
import { isStaff, personOf, type Actor } from '../../kernel/actor.ts';
import {
	dateInTokyo,
	parseVagueDate,
	vagueDateSortKey,
	type VagueDate,
} from '../../kernel/dates.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { dissolveWithin } from '../../platforms/server/commands.ts';
import { lockedPlatform, mayTakePart } from '../../platforms/server/standing.ts';
import { command, type Work } from '../../server/command.ts';
import { fitPhoto } from '../../server/pictures.ts';
import { keepFile, listFiles } from '../../server/files.ts';
import { searchText } from '../../server/search.ts';
import { tie } from '../../trace/server/commands.ts';
import {
	changeForm,
	dissolveForm,
	outcomeForm,
	recordForm,
	returnForm,
	withdrawForm,
	type Told,
} from '../forms.ts';
import { after, hasEvidence, mayPublish, mayRecord, type OutcomeMove } from '../rules.ts';
import { originFor } from './origin.ts';
import { outcomeOrRefuse, tookPartIn, type Outcome } from './queries.ts';
import { outcomes } from './tables.ts';

type Account = Omit<Told, 'changed' | 'happened' | 'files'> & {
	changed: string;
	happened: VagueDate;
};

/** What is told, and what is derived from it. */
function columnsOf(account: Account) {
	const {
		title,
		kind,
		changed,
		voices,
		evidence,
		evidenceLink,
		numberValue,
		numberUnit,
		numberMeaning,
		happened,
	} = account;
	if (numberValue !== null && numberUnit === '')
		throw refuseField('numberUnit', 'outcomes_unit_missing');
	if (numberValue !== null && numberMeaning === '')
		throw refuseField('numberMeaning', 'outcomes_meaning_missing');
	return {
		title,
		kind,
		changed,
		voices,
		evidence,
		evidenceLink,
		numberValue,
		numberUnit: numberValue === null ? '' : numberUnit,
		numberMeaning: numberValue === null ? '' : numberMeaning,
		happened,
		happenedSort: vagueDateSortKey(happened),
		searchText: searchText(title, changed, voices, evidence, numberMeaning),
	};
}

function whenHappened(work: Work, text: string): VagueDate {
	return parseVagueDate(text, { today: dateInTokyo(work.now()) });
}

type Uploads = Told['files'];

async function keepPapers(
	work: Work,
	dataFolder: string,
	id: string,
	files: Uploads,
): Promise<void> {
	for (const file of files)
		await keepFile(
			work,
			dataFolder,
			await fitPhoto(file, 'files'),
			{ kind: 'outcome', id },
			'files',
		);
}

async function insertOutcome(
	work: Work,
	dataFolder: string,
	account: Account,
	files: Uploads,
): Promise<string> {
	const { tx, actor, now, newId } = work;
	const id = newId();
	await tx.insert(outcomes).values({
		operatorId: actor.operatorId,
		id,
		...columnsOf(account),
		state: 'draft',
		writtenBy: personOf(actor),
		writtenAt: now(),
		changedAt: now(),
	});
	await keepPapers(work, dataFolder, id, files);
	return id;
}

/** Writes down what changed. It is a draft until a second person has read it. */
export const recordOutcome = (dataFolder: string) =>
	command('outcome.record', {
		input: recordForm,
		subject: ({ tx, actor }, { origin, originId }) => originFor(tx, actor, origin, originId),
		allow: (_, origin) => origin.mayRecord,
		async run(work, form) {
			const { files, ...told } = form;
			const id = await insertOutcome(
				work,
				dataFolder,
				{ ...told, happened: whenHappened(work, form.happened) },
				files,
			);
			await tie(work, { kind: form.origin, id: form.originId }, { kind: 'outcome', id });
			return {
				result: { id },
				audit: {
					subject: { kind: 'outcome', id },
					detail: { origin: form.origin, originId: form.originId, files: files.length },
				},
			};
		},
	});

type Seen = { outcome: Outcome; hasTakenPart: boolean };

async function seen(work: Work, id: string): Promise<Seen> {
	const outcome = await outcomeOrRefuse(work.tx, work.actor, id, { lock: true });
	return { outcome, hasTakenPart: await tookPartIn(work.tx, work.actor, id) };
}

function mayChange(actor: Actor, { outcome, hasTakenPart }: Seen): boolean {
	return (
		mayRecord(actor, hasTakenPart) ||
		(actor.kind === 'person' && actor.personId === outcome.writtenBy)
	);
}

/** Sets a draft right; whoever changes it is an author too, and cannot be the one who publishes it. */
export const changeOutcome = (dataFolder: string) =>
	command('outcome.change', {
		input: changeForm,
		subject: (work, { id }) => seen(work, id),
		allow: mayChange,
		async run(work, { id, files, ...told }, { outcome }) {
			if (outcome.state !== 'draft') throw new Refusal('not-now', 'outcomes_not_now');
			const { tx, actor, now } = work;
			await tx
				.update(outcomes)
				.set({
					...columnsOf({ ...told, happened: whenHappened(work, told.happened) }),
					changedBy: personOf(actor),
					changedAt: now(),
					returnNote: '',
				})
				.where(
					and(
						eq(outcomes.operatorId, actor.operatorId),
						eq(outcomes.id, id),
						eq(outcomes.state, 'draft'),
					),
				);
			await keepPapers(work, dataFolder, id, files);
			return {
				result: { id },
				audit: { subject: { kind: 'outcome', id }, detail: { files: files.length } },
			};
		},
	});

/** 書いた人と公開する人は別: a second person has read it, and there is something to check it by. */
export const publishOutcome = command('outcome.publish', {
	input: outcomeForm,
	subject: (work, { id }) => seen(work, id),
	allow: (actor, { outcome, hasTakenPart }) => mayPublish(actor, outcome, hasTakenPart),
	async run(work, { id }, { outcome }) {
		const files = await listFiles(work.tx, work.actor.operatorId, 'outcome', [id]);
		if (!hasEvidence({ ...outcome, files: files.length }))
			throw new Refusal('not-now', 'outcomes_evidence_missing');
		await moveOutcome(work, outcome, 'publish', {
			publishedBy: personOf(work.actor),
			publishedAt: work.now(),
			returnNote: '',
		});
		return {
			result: { id },
			audit: { subject: { kind: 'outcome', id }, detail: { from: outcome.state, to: 'published' } },
		};
	},
});

/** Sends a draft back to its author with a word on what is missing. */
export const returnOutcome = command('outcome.return', {
	input: returnForm,
	subject: (work, { id }) => seen(work, id),
	allow: (actor, { outcome, hasTakenPart }) => mayPublish(actor, outcome, hasTakenPart),
	async run({ tx, actor, now }, { id, note }, { outcome }) {
		if (outcome.state !== 'draft') throw new Refusal('not-now', 'outcomes_not_now');
		await tx
			.update(outcomes)
			.set({ returnNote: note, changedAt: now() })
			.where(
				and(
					eq(outcomes.operatorId, actor.operatorId),
					eq(outcomes.id, id),
					eq(outcomes.state, 'draft'),
				),
			);
		return { result: { id }, audit: { subject: { kind: 'outcome', id } } };
	},
});

/** What turns out wrong is withdrawn, with the reason; the author may withdraw a draft. */
export const withdrawOutcome = command('outcome.withdraw', {
	input: withdrawForm,
	subject: (work, { id }) => seen(work, id),
	allow: (actor, { outcome }) =>
		isStaff(actor) ||
		(outcome.state === 'draft' && actor.kind === 'person' && actor.personId === outcome.writtenBy),
	async run(work, { id, reason }, { outcome }) {
		await moveOutcome(work, outcome, 'withdraw', { withdrawnReason: reason });
		return {
			result: { id },
			audit: { subject: { kind: 'outcome', id }, detail: { from: outcome.state, to: 'withdrawn' } },
		};
	},
});

type Changed = Partial<typeof outcomes.$inferInsert>;

async function moveOutcome(
	{ tx, actor, now }: Work,
	outcome: Outcome,
	move: OutcomeMove,
	changed: Changed,
): Promise<void> {
	const next = after(outcome.state, move);
	if (!next) throw new Refusal('not-now', 'outcomes_not_now');
	const [moved] = await tx
		.update(outcomes)
		.set({ ...changed, state: next, changedAt: now() })
		.where(
			and(
				eq(outcomes.operatorId, actor.operatorId),
				eq(outcomes.id, outcome.id),
				eq(outcomes.state, outcome.state),
			),
		)
		.returning({ id: outcomes.id });
	if (!moved) throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

/**
 * 解散 (墨田: 目的が達成されれば解散する): the members' report, the outcome, the archive, the end of tasks and memberships
 * and the thanks are one act; either all of it happens or nothing.
 */
export const dissolvePlatform = (dataFolder: string) =>
	command('platform.dissolve', {
		input: dissolveForm,
		subject: (work, { id }) => lockedPlatform(work, id),
		allow: mayTakePart,
		async run(work, form, platform) {
			const isAchieved = platform.ending === 'achieved';
			if (isAchieved && form.title === '') throw refuseField('title', 'outcomes_title_missing');
			if (isAchieved && !form.kind) throw refuseField('kind', 'outcomes_kind_missing');
			const { released, members, resolved } = await dissolveWithin(work, form, platform);
			const outcome = form.title === '' ? null : await outcomeOf(work, dataFolder, form);
			if (outcome)
				await tie(work, { kind: 'platform', id: form.id }, { kind: 'outcome', id: outcome });
			return {
				result: { id: form.id, outcome },
				audit: {
					subject: { kind: 'platform', id: form.id },
					detail: {
						from: platform.state,
						to: 'dissolved',
						ending: platform.ending,
						members,
						released,
						resolved,
						outcome,
					},
				},
			};
		},
	});

type DissolveForm = Omit<Account, 'changed' | 'happened' | 'kind'> & {
	kind: Account['kind'] | null;
	reached: string;
	files: Uploads;
};

function outcomeOf(work: Work, dataFolder: string, form: DissolveForm): Promise<string> {
	const happened: VagueDate = { kind: 'day', date: dateInTokyo(work.now()) };
	return insertOutcome(
		work,
		dataFolder,
		{ ...form, kind: form.kind ?? 'other', changed: form.reached, happened },
		form.files,
	);
}
