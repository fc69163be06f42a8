import type * as v from 'valibot';
import { personOf, type Actor } from '../../../kernel/actor.ts';
import {
	dateInTokyo,
	instantInTokyo,
	parseDate,
	parseTime,
	timeInTokyo,
} from '../../../kernel/dates.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import { keepFile, listFiles } from '../../../server/files.ts';
import { EnterForm } from '../../forms.ts';
import { mayEnterThrough, urgencyOnReceipt } from '../../rules.ts';
import { paperChannels, type Channel } from '../../vocabulary.ts';
import { tellStaffOfUrgency } from '../notify.ts';
import { nextReceiptNumber } from '../numbers.ts';
import { concernOrRefuse, type Concern } from '../queries.ts';
import { concerns } from '../tables.ts';
import { change, checkArea, entryOf, rawSearchText, stateAfter } from './moving.ts';

type Entry = v.InferOutput<typeof EnterForm>;

/**
 * Somebody of the council takes down what was told by telephone, at the desk, on a visit, on paper. The
 * person who types and the person who told stay apart (DOMAIN I-10). `dataFolder` is where scans are kept.
 */
export const enterConcern = (dataFolder: string) =>
	command('concern.enter', {
		input: EnterForm,
		subject: async (work, input) => {
			await checkArea(work, input.areaId);
			return input.draftId === null ? null : draftOrRefuse(work, input.draftId);
		},
		allow: (actor, _, { channel }) => mayEnterThrough(actor, channel),
		run: async (work, input, draft) => {
			const receivedAt = receivedMoment(work, input);
			if (!input.unfinished) await checkOriginal(work, input, draft);
			const id = draft?.id ?? work.newId();
			const number = input.unfinished ? null : await nextReceiptNumber(work, receivedAt);
			const state = input.unfinished ? 'draft' : stateAfter({ state: 'draft' }, 'receive');
			const row = { ...rowOf(work.actor, input, work.now()), receivedAt, number, state };
			const search = rawSearchText({ ...input, number });
			if (draft) await change(work, draft, { ...row, searchText: search });
			else {
				const { operatorId } = work.actor;
				const at = work.now();
				await work.tx
					.insert(concerns)
					.values({ ...row, operatorId, id, enteredAt: at, changedAt: at, searchText: search });
			}
			await keepScans(work, dataFolder, id, input.scan);
			const isUrgent = input.urgency === 'urgent' && !input.unfinished;
			const written = isUrgent ? await tellStaffOfUrgency(work, { ...input, number }) : 0;
			return {
				result: { id, number, state },
				audit: entryOf(
					{ id },
					{ number, to: state, channel: input.channel, scans: input.scan.length, written },
				),
			};
		},
	});

async function draftOrRefuse(work: Work, id: string): Promise<Concern> {
	const draft = await concernOrRefuse(work.tx, work.actor, id);
	if (draft.state !== 'draft') throw new Refusal('not-now', 'concerns_not_in_this_state');
	return draft;
}

function rowOf(actor: Actor, input: Entry, at: Date) {
	const person = personOf(actor);
	const isPaper = isOnPaper(input.channel);
	return {
		kind: input.kind,
		about: input.about,
		body: input.body,
		wish: input.wish,
		noticedWhen: input.noticedWhen,
		areaId: input.areaId,
		tags: input.tags,
		isolation: input.isolation,
		household: input.household,
		circumstances: input.circumstances,
		ageBand: input.ageBand,
		anonymousUse: input.anonymousUse,
		consentGiven:
			input.anonymousUse === 'yes' ? (isPaper ? ('written' as const) : ('oral' as const)) : null,
		consentRecordedBy: input.anonymousUse === 'yes' ? person : null,
		consentRecordedAt: input.anonymousUse === 'yes' ? at : null,
		mayBeNamed: input.mayBeNamed,
		contactName: input.contactName,
		contactTelephone: input.contactTelephone,
		contactEmail: input.contactEmail,
		contactWhen: input.contactWhen,
		channel: input.channel,
		enteredBy: person,
		transcribedBy: person,
		onBehalfOf: input.onBehalfOf,
		originalLocation: input.originalLocation,
		urgency: urgencyOnReceipt(input),
	};
}

function isOnPaper(channel: Channel): boolean {
	return paperChannels.includes(channel);
}

/** 受付日時 in any spelling, not after now; an empty date is now, an empty time is noon of that day. */
function receivedMoment(work: Work, input: { receivedDate: string; receivedTime: string }): Date {
	const now = work.now();
	const today = dateInTokyo(now);
	const date = input.receivedDate === '' ? today : parseDate(input.receivedDate, { today });
	if (!date) throw refuseField('receivedDate', 'field_date_wrong');
	const givenTime = date === today ? timeInTokyo(now) : '12:00';
	const time = input.receivedTime === '' ? givenTime : parseTime(input.receivedTime);
	if (!time) throw refuseField('receivedTime', 'field_time_wrong');
	const moment = instantInTokyo(date, time);
	if (moment > now) throw refuseField('receivedDate', 'concerns_received_in_future');
	return moment;
}

/** Paper stays findable: its scan, or the cabinet in which it lies. */
async function checkOriginal(work: Work, input: Entry, draft: Concern | null): Promise<void> {
	if (!isOnPaper(input.channel) || input.scan.length > 0 || input.originalLocation !== '') return;
	const kept = draft ? await listFiles(work.tx, work.actor.operatorId, 'concern', [draft.id]) : [];
	if (kept.length === 0) throw refuseField('scan', 'concerns_original_missing');
}

export async function keepScans(
	work: Work,
	dataFolder: string,
	id: string,
	scans: Entry['scan'],
): Promise<void> {
	for (const scan of scans) await keepFile(work, dataFolder, scan, { kind: 'concern', id }, 'scan');
}
