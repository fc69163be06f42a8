/** From the raw words to a text from which nobody can be recognised: written by one person, published by another. */
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command } from '../../../server/command.ts';
import { searchText } from '../../../server/search.ts';
import { findingsIn, unconfirmed } from '../../deidentified.ts';
import { DeidentifyForm, PublishForm, ReturnForm } from '../../forms.ts';
import { deidentifiedAfter, mayDeidentify, mayPublish, type DeidentifiedAct } from '../../rules.ts';
import type { DeidentifiedState } from '../../vocabulary.ts';
import type { Concern } from '../queries.ts';
import { change, concernOf, entryOf, move } from './moving.ts';

export const writeDeidentified = command('concern.deidentify', {
	input: DeidentifyForm,
	subject: concernOf,
	allow: (actor, concern) => mayDeidentify(actor, concern),
	run: async (work, { text, version, confirmed }, concern) => {
		checkSeen(concern, version);
		checkConsent(concern);
		const deidentifiedState = next(concern, 'write');
		if (unconfirmed(text, confirmed).length > 0)
			throw refuseField('confirmed', 'concerns_deidentified_marks_left');
		return move(
			work,
			concern,
			'deidentify',
			{
				deidentifiedText: text,
				deidentifiedState,
				deidentifiedVersion: version + 1,
				deidentifiedBy: personOf(work.actor),
				deidentifiedAt: work.now(),
				deidentifiedReturnReason: '',
			},
			{ version: version + 1, marksLeft: findingsIn(text).length },
		);
	},
});

export const publishDeidentified = command('concern.publish', {
	input: PublishForm,
	subject: concernOf,
	allow: (actor, concern) => mayPublish(actor, concern),
	run: (work, { version }, concern) => {
		checkSeen(concern, version);
		checkConsent(concern);
		return move(
			work,
			concern,
			'publish',
			{
				deidentifiedState: next(concern, 'publish'),
				deidentifiedSearchText: searchText(concern.deidentifiedText),
				publishedBy: personOf(work.actor),
				publishedAt: work.now(),
			},
			{ version, marksLeft: findingsIn(concern.deidentifiedText).length },
		);
	},
});

/** The second person is not content and says why. */
export const returnDeidentified = command('concern.return', {
	input: ReturnForm,
	subject: concernOf,
	allow: (actor, concern) => mayPublish(actor, concern),
	run: async (work, { version, reason }, concern) => {
		checkSeen(concern, version);
		await change(work, concern, {
			deidentifiedState: next(concern, 'return'),
			deidentifiedReturnReason: reason,
		});
		return {
			result: { id: concern.id, state: concern.state },
			audit: entryOf(concern, { version }),
		};
	},
});

/** 公開の取りやめ: somebody could be recognised after all. Anybody of the staff may do it, at once. */
export const takeBackDeidentified = command('concern.takeBack', {
	input: ReturnForm,
	subject: concernOf,
	allow: (actor, concern) => mayDeidentify(actor, concern),
	run: async (work, { version, reason }, concern) => {
		checkSeen(concern, version);
		await change(work, concern, {
			deidentifiedState: next(concern, 'takeBack'),
			deidentifiedReturnReason: reason,
			deidentifiedSearchText: '',
			publishedBy: null,
			publishedAt: null,
		});
		return {
			result: { id: concern.id, state: concern.state },
			audit: entryOf(concern, { version }),
		};
	},
});

function next(concern: Concern, act: DeidentifiedAct): DeidentifiedState {
	const state = deidentifiedAfter(concern.deidentifiedState, act);
	if (!state) throw new Refusal('not-now', 'concerns_not_in_this_state');
	return state;
}

/** What is decided about is the text that was on the page. */
function checkSeen(concern: Concern, version: number): void {
	if (concern.deidentifiedVersion !== version)
		throw new Refusal('not-now', 'refusal_changed_meanwhile');
}

function checkConsent(concern: Concern): void {
	if (concern.anonymousUse !== 'yes') throw new Refusal('not-now', 'concerns_no_consent');
}
