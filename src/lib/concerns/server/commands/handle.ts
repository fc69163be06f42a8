/** What staff do with a concern, in the order in which it usually happens. */
import { and, count, eq } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { dateInTokyo } from '../../../kernel/dates.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { organisations } from '../../../organisations/server/tables.ts';
import {
	AnswerForm,
	AssignForm,
	CaseForm,
	CloseForm,
	ConsentForm,
	DuplicateForm,
	NoteForm,
	OnlyId,
	ReferForm,
	TriageForm,
} from '../../forms.ts';
import { mayCloseWith, mayHandle, parseReceiptNumber } from '../../rules.ts';
import { tellReporterOfReply, tellStaffOfUrgency } from '../notify.ts';
import { listHolders, listOfficers, type Concern } from '../queries.ts';
import { visibleTo } from '../sight.ts';
import { concernNotes, concernReferrals, concernReplies, concerns } from '../tables.ts';
import { checkArea, concernOf, firstResponse, move } from './moving.ts';

const handled = { subject: concernOf, allow: mayHandle } as const;

/** 見立て: urgency, who may read, area, tags. Can be done again later without changing the state. */
export const triageConcern = command('concern.triage', {
	...handled,
	input: TriageForm,
	run: async (work, { id: _, ...seen }, concern) => {
		await checkArea(work, seen.areaId);
		const becomesUrgent = seen.urgency === 'urgent' && concern.urgency !== 'urgent';
		const written = becomesUrgent
			? await tellStaffOfUrgency(work, { ...concern, areaId: seen.areaId })
			: 0;
		const moved = seen.areaId !== concern.areaId;
		// who makes a concern private keeps it in hand, or nobody of the area would see it
		const holderId = concern.holderId ?? (seen.privacy === 'P4' ? null : personOf(work.actor));
		// 緊急: 110, 119 or the ward was called, so somebody has reacted
		const reacted = seen.urgency === 'urgent' ? firstResponse(work, concern) : {};
		const { urgency, privacy, tags } = seen;
		const { result, audit } = await move(
			work,
			concern,
			'triage',
			{ ...seen, ...reacted, holderId, triagedAt: concern.triagedAt ?? work.now() },
			{ urgency, privacy, gap: seen.institutionalGap, tags, moved, written },
		);
		return { result: { ...result, moved }, audit };
	},
});

/** Gives a concern to somebody, or takes it over. */
export const assignConcern = command('concern.assign', {
	...handled,
	input: AssignForm,
	run: async (work, { holderId }, concern) => {
		const holders = await listHolders(work.tx, work.actor, dateInTokyo(work.now()));
		if (!holders.some((holder) => holder.id === holderId)) {
			throw refuseField('holderId', 'concerns_holder_missing');
		}
		return move(
			work,
			concern,
			'assign',
			{ holderId },
			{ holder: holderId, before: concern.holderId },
		);
	},
});

/** 同じ内容: the other concern carries on, this one points at it. */
export const markDuplicate = command('concern.markDuplicate', {
	...handled,
	input: DuplicateForm,
	run: async (work, input, concern) => {
		const original = await originalOf(work, input.number);
		if (original.id === concern.id) throw refuseField('number', 'concerns_duplicate_of_itself');
		return move(
			work,
			concern,
			'markDuplicate',
			{ duplicateOf: original.id },
			{ original: original.id },
		);
	},
});

async function originalOf(work: Work, number: string): Promise<{ id: string }> {
	const [found] = await work.tx
		.select({ id: concerns.id, state: concerns.state })
		.from(concerns)
		.where(and(visibleTo(work.actor), eq(concerns.number, parseReceiptNumber(number) ?? '')));
	if (!found) throw refuseField('number', 'concerns_number_unknown');
	if (found.state === 'duplicateOf' || found.state === 'withdrawn') {
		throw refuseField('number', 'concerns_duplicate_of_duplicate');
	}
	return found;
}

/** お返事: the reporter reads it on the page behind the secret link. */
export const answerConcern = command('concern.answer', {
	...handled,
	input: AnswerForm,
	run: async (work, { reply }, concern) => {
		const moved = await move(work, concern, 'answer', firstResponse(work, concern));
		await work.tx.insert(concernReplies).values({ ...written(work, concern), body: reply });
		if (mayBeWrittenTo(concern)) await tellReporterOfReply(work, concern);
		return moved;
	},
});

/** A letter could be read by somebody else in the household. */
function mayBeWrittenTo(concern: Concern): boolean {
	return concern.privacy !== 'P6' && !concern.tags.includes('violence');
}

/** つなぐ: to an officer, a 団体 or a service outside. */
export const referConcern = command('concern.refer', {
	...handled,
	input: ReferForm,
	run: async (work, { id: _, ...to }, concern) => {
		await checkReceiver(work, to);
		const moved = await move(work, concern, 'refer', firstResponse(work, concern), {
			person: to.toPersonId,
			organisation: to.toOrganisationId,
		});
		const { operatorId } = work.actor;
		await work.tx.insert(concernReferrals).values({
			...to,
			operatorId,
			id: work.newId(),
			concernId: concern.id,
			madeBy: personOf(work.actor),
			madeAt: work.now(),
		});
		return moved;
	},
});

async function checkReceiver(
	{ tx, actor, now }: Work,
	to: { toPersonId: string | null; toOrganisationId: string | null },
): Promise<void> {
	if (to.toPersonId !== null) {
		const officers = await listOfficers(tx, actor, dateInTokyo(now()));
		if (!officers.some((officer) => officer.id === to.toPersonId)) {
			throw refuseField('toPersonId', 'field_choice_unknown');
		}
	}
	if (to.toOrganisationId !== null) {
		const [found] = await tx
			.select({ id: organisations.id })
			.from(organisations)
			.where(
				and(
					eq(organisations.operatorId, actor.operatorId),
					eq(organisations.id, to.toOrganisationId),
				),
			);
		if (!found) throw refuseField('toOrganisationId', 'field_choice_unknown');
	}
}

/** 個別支援へ: the person is supported in private; nothing of it is written here but the number of the file. */
export const linkToCase = command('concern.linkToCase', {
	...handled,
	input: CaseForm,
	run: (work, { caseReference }, concern) =>
		move(work, concern, 'linkToCase', { caseReference, ...firstResponse(work, concern) }),
});

export const addNote = command('concern.note', {
	...handled,
	input: NoteForm,
	run: async (work, { kind, body }, concern) => {
		const reached = kind === 'note' ? {} : firstResponse(work, concern);
		const moved = await move(work, concern, 'note', reached, { kind });
		await work.tx.insert(concernNotes).values({ ...written(work, concern), kind, body });
		return moved;
	},
});

/** 同意を聞いた: what the reporter said about anonymous use, before anything is published. */
export const recordConsent = command('concern.consent', {
	...handled,
	input: ConsentForm,
	run: (work, { answer }, concern) => {
		if (concern.deidentifiedState === 'published')
			throw new Refusal('not-now', 'concerns_consent_after_publication');
		return move(
			work,
			concern,
			'consent',
			{
				anonymousUse: answer,
				consentGiven: answer === 'yes' ? 'oral' : null,
				consentRecordedBy: personOf(work.actor),
				consentRecordedAt: work.now(),
			},
			{ before: concern.anonymousUse, after: answer },
		);
	},
});

export const closeConcern = command('concern.close', {
	...handled,
	input: CloseForm,
	run: async (work, { result, feedback }, concern) => {
		const told = await toldTo(work, concern);
		if (!mayCloseWith(feedback, told)) throw refuseField('feedback', 'concerns_feedback_not_given');
		return move(work, concern, 'close', { result, feedback, closedAt: work.now() }, { feedback });
	},
});

async function toldTo(
	{ tx, actor }: Work,
	concern: Concern,
): Promise<{ replies: number; contacts: number }> {
	const [replies] = await tx
		.select({ count: count() })
		.from(concernReplies)
		.where(
			and(
				eq(concernReplies.operatorId, actor.operatorId),
				eq(concernReplies.concernId, concern.id),
			),
		);
	const [contacts] = await tx
		.select({ count: count() })
		.from(concernNotes)
		.where(
			and(
				eq(concernNotes.operatorId, actor.operatorId),
				eq(concernNotes.concernId, concern.id),
				eq(concernNotes.kind, 'contact'),
			),
		);
	return { replies: replies?.count ?? 0, contacts: contacts?.count ?? 0 };
}

/** 取り下げ on the reporter's wish, told to staff; also how a draft is given up. */
export const withdrawConcern = command('concern.withdraw', {
	...handled,
	input: OnlyId,
	run: (work, _, concern) => move(work, concern, 'withdraw', {}, { by: 'staff' }),
});

function written({ actor, newId, now }: Work, concern: Concern) {
	return {
		operatorId: actor.operatorId,
		id: newId(),
		concernId: concern.id,
		writtenBy: personOf(actor),
		writtenAt: now(),
	};
}
