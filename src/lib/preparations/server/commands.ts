import { and, eq, inArray, isNull } from 'drizzle-orm';
import { mayFacilitate } from '../../gatherings/rules.ts';
import { keepCards, takeOverLines } from '../../gatherings/server/commands.ts';
import { sessionOrRefuse, type SessionInScope } from '../../gatherings/server/queries.ts';
import { isWritable } from '../../gatherings/sessions/rules.ts';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal, refuseField } from '../../kernel/refusal.ts';
import { operatorById } from '../../operators/server/queries.ts';
import type { ActorGroup } from '../../organisations/rules.ts';
import { organisationsByIds } from '../../organisations/server/queries.ts';
import { m } from '../../paraglide/messages.js';
import { personsBehind } from '../../people/server/representatives.ts';
import { command, type Work } from '../../server/command.ts';
import { queueMail } from '../../server/mail.ts';
import { tie } from '../../trace/server/commands.ts';
import {
	AnswerForm,
	AskForm,
	CallOffForm,
	KeepCardsForm,
	RemindForm,
	TakeLinesForm,
} from '../forms.ts';
import {
	agreedOf,
	linesOfSheet,
	mayAnswer,
	mayRemind,
	takesLines,
	takesSheets,
	type Line,
} from '../rules.ts';
import { askedFor, sheetOrRefuse } from './queries.ts';
import { preparations } from './tables.ts';

const subject = ({ tx, actor }: Work, { id }: { id: string }) => sessionOrRefuse(tx, actor, id);
const allow = (actor: Actor, { scope }: SessionInScope) => mayFacilitate(actor, scope);
const about = (id: string) => ({ kind: 'session', id }) as const;

function refuseWhenOver({ session }: SessionInScope): void {
	if (!takesSheets(session.state)) throw new Refusal('not-now', 'preparations_over');
}

/** Organisations are asked for their sheet; whoever was asked before is left as they are. `origin` is where the pages are. */
export const askPreparations = (origin: string) =>
	command('preparation.ask', {
		input: AskForm,
		subject,
		allow,
		async run(work, { id, organisationIds, dueOn }, found) {
			refuseWhenOver(found);
			const { tx, actor, now, newId } = work;
			const known = await organisationsByIds(tx, actor, organisationIds);
			if (known.length !== organisationIds.length)
				throw refuseField('organisationIds', 'refusal_not_valid');
			const asked = await tx
				.insert(preparations)
				.values(
					known.map((organisation) => ({
						...{ operatorId: actor.operatorId, id: newId(), sessionId: id, dueOn },
						organisationId: organisation.id,
						...{ askedBy: personOf(actor), askedAt: now() },
					})),
				)
				.onConflictDoNothing()
				.returning({ id: preparations.id, organisationId: preparations.organisationId });
			const letters = await tell(work, origin, asked);
			return {
				result: { id, asked: asked.length },
				audit: { subject: about(id), detail: { asked: asked.length, letters } },
			};
		},
	});

/** The same letter once more to those who have not answered, once a day at most. */
export const remindPreparations = (origin: string) =>
	command('preparation.remind', {
		input: RemindForm,
		subject,
		allow,
		async run(work, { id }, found) {
			refuseWhenOver(found);
			const { tx, actor, now } = work;
			const silent = (await askedFor(tx, actor, id)).filter((sheet) => mayRemind(sheet, now()));
			if (silent.length === 0) throw new Refusal('not-now', 'preparations_nobody_silent');
			await tx
				.update(preparations)
				.set({ remindedAt: now() })
				.where(
					and(
						eq(preparations.operatorId, actor.operatorId),
						inArray(
							preparations.id,
							silent.map((sheet) => sheet.id),
						),
					),
				);
			const letters = await tell(work, origin, silent);
			return {
				result: { id },
				audit: { subject: about(id), detail: { reminded: silent.length, letters } },
			};
		},
	});

/** Letters are in Japanese: which language a receiver reads is not known. */
const inJapanese = { locale: 'ja' } as const;

/** The letter holds the address of the sheet, neither the session nor anything that was written. */
async function tell(
	work: Work,
	origin: string,
	asked: readonly { id: string; organisationId: string }[],
): Promise<number> {
	const operator = await operatorById(work.tx, work.actor.operatorId);
	if (!operator) return 0;
	let letters = 0;
	for (const { id, organisationId } of asked) {
		const blanks = {
			operator: operator.name,
			telephone: operator.telephone,
			address: `${origin}/${operator.slug}/preparations/${id}`,
		};
		for (const { email } of await personsBehind(work, { organisations: [organisationId] })) {
			if (!email) continue;
			await queueMail(work, {
				to: email,
				subject: m.preparations_mail_subject(blanks, inJapanese),
				body: m.preparations_mail_body(blanks, inJapanese),
			});
			letters += 1;
		}
	}
	return letters;
}

/** An organisation is asked no more; what it told already stays. */
export const callOffPreparation = command('preparation.callOff', {
	input: CallOffForm,
	subject,
	allow,
	async run({ tx, actor }, { id, preparationId }) {
		const [gone] = await tx
			.delete(preparations)
			.where(
				and(
					eq(preparations.operatorId, actor.operatorId),
					eq(preparations.sessionId, id),
					eq(preparations.id, preparationId),
					isNull(preparations.answeredAt),
				),
			)
			.returning({ id: preparations.id });
		if (!gone) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id },
			audit: { subject: about(id), detail: { preparation: preparationId } },
		};
	},
});

/** 準備シート, by the organisation itself, or written down by whoever runs the session. */
export const answerPreparation = command('preparation.answer', {
	input: AnswerForm,
	subject: ({ tx, actor }, { id }) => sheetOrRefuse(tx, actor, id),
	allow: (actor, { sheet, facilitates }) =>
		mayAnswer(actor, { organisationId: sheet.organisationId, facilitates }),
	async run(
		{ tx, actor, now },
		{ id, version, channel, ...words },
		{ sheet, session, facilitates },
	) {
		if (!takesSheets(session.state)) throw new Refusal('not-now', 'preparations_over');
		const [kept] = await tx
			.update(preparations)
			.set({
				...words,
				channel: facilitates ? (channel ?? 'desk') : 'web',
				...{ answeredBy: personOf(actor), answeredAt: now(), version: version + 1 },
			})
			.where(
				and(
					eq(preparations.operatorId, actor.operatorId),
					eq(preparations.id, id),
					eq(preparations.version, version),
				),
			)
			.returning({ id: preparations.id });
		if (!kept) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return {
			result: { id, sessionId: session.id, facilitates },
			audit: {
				subject: about(session.id),
				detail: { preparation: id, organisation: sheet.organisationId, byStaff: facilitates },
			},
		};
	},
});

/** Lines by their keys, with the sheet and the position of the organisation; refuses when one of them was rewritten. */
export async function chosenLines(
	{ tx, actor }: Work,
	sessionId: string,
	keys: readonly string[],
): Promise<(Pick<Line, 'text'> & { preparationId: string; actorGroup: ActorGroup })[]> {
	const chosen = new Set(keys);
	const taken = (await askedFor(tx, actor, sessionId)).flatMap((sheet) =>
		linesOfSheet(sheet.id, sheet)
			.filter(({ key }) => chosen.has(key))
			.map(({ text }) => ({ preparationId: sheet.id, text, actorGroup: sheet.actorGroup })),
	);
	// a sheet that was rewritten meanwhile has other lines: nothing is taken that was not read
	if (taken.length !== chosen.size) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return taken;
}

/** The thread tells that the session drew on these sheets; not which line is whose. */
export async function tiePrepared(
	work: Work,
	sessionId: string,
	keys: readonly string[],
): Promise<void> {
	for (const sheet of new Set(keys.map((key) => key.split('.')[0] ?? '')))
		await tie(work, { kind: 'preparation', id: sheet }, about(sessionId));
}

/** Chosen lines become opinions under one question, with the position of their organisation and without its name. */
export const takeLines = command('preparation.take', {
	input: TakeLinesForm,
	subject,
	allow,
	async run(work, { id, pillarId, lines }, { session }) {
		if (!takesLines(session.state)) throw new Refusal('not-now', 'gatherings_report_is_final');
		const added = await takeOverLines(work, id, pillarId, await chosenLines(work, id, lines));
		await tiePrepared(work, id, lines);
		return {
			result: { id, added },
			audit: { subject: about(id), detail: { pillar: pillarId, added } },
		};
	},
});

/** What the organisations do stands among the outputs of the session as activity cards. */
export const keepPreparedCards = command('preparation.keepCards', {
	input: KeepCardsForm,
	subject,
	allow,
	async run(work, { id }, { session }) {
		if (!isWritable(session.state)) throw new Refusal('not-now', 'preparations_cards_when_open');
		const cards = (await askedFor(work.tx, work.actor, id)).flatMap((sheet) =>
			// what the directory tells everybody needs no agreement
			agreedOf(sheet).whatWeDo || sheet.activity
				? [
						{
							preparationId: sheet.id,
							organisationId: sheet.organisationId,
							text: `${sheet.name}：${agreedOf(sheet).whatWeDo || sheet.activity}`.slice(0, 1_000),
						},
					]
				: [],
		);
		const added = await keepCards(work, id, cards);
		if (added === 0) throw new Refusal('not-now', 'preparations_cards_none');
		return { result: { id, added }, audit: { subject: about(id), detail: { cards: added } } };
	},
});
