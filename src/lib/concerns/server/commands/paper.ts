/** What happens to an original and its typed copy. */
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { command, parse, type Context } from '../../../server/command.ts';
import { AttachForm, BySecret, CorrectForm, SlipForm, VerifyForm } from '../../forms.ts';
import { mayHandle, mayVerify, needsSecondEye } from '../../rules.ts';
import { hashOfSecret } from '../numbers.ts';
import { keepScans } from './enter.ts';
import { concernOf, move, rawSearchText } from './moving.ts';

/** Another person than the typist has compared the typed text with the paper. */
export const verifyTranscription = command('concern.verify', {
	input: VerifyForm,
	subject: concernOf,
	allow: (actor, concern) => mayVerify(actor, concern),
	run: (work, { seen }, concern) => {
		if (!needsSecondEye(concern)) throw new Refusal('not-now', 'concerns_not_in_this_state');
		if (concern.changedAt.toISOString() !== seen)
			throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return move(work, concern, 'verify', {
			verifiedBy: personOf(work.actor),
			verifiedAt: work.now(),
		});
	},
});

/** Corrects what was typed for somebody. Words that a resident wrote here are never changed. */
export const correctTranscription = command('concern.correct', {
	input: CorrectForm,
	subject: concernOf,
	allow: (actor, concern) => mayHandle(actor) && concern.transcribedBy !== null,
	run: (work, { body, wish }, concern) =>
		move(work, concern, 'correct', {
			body,
			wish,
			searchText: rawSearchText({ ...concern, body, wish }),
			// the one who corrects is the typist now: somebody else looks again
			transcribedBy: personOf(work.actor),
			verifiedBy: null,
			verifiedAt: null,
		}),
});

/** Adds a scan, or writes down where the paper lies. */
export const attachOriginal = (dataFolder: string) =>
	command('concern.attach', {
		input: AttachForm,
		subject: concernOf,
		allow: (actor) => mayHandle(actor),
		run: async (work, { id, scan, originalLocation }, concern) => {
			if (scan.length === 0 && originalLocation === concern.originalLocation) {
				throw refuseField('scan', 'concerns_original_missing');
			}
			await keepScans(work, dataFolder, id, scan);
			return move(work, concern, 'attach', { originalLocation }, { scans: scan.length });
		},
	});

const replaceSecret = command('concern.slip', {
	input: SlipForm,
	subject: concernOf,
	allow: (actor) => mayHandle(actor),
	run: (work, { secret }, concern) =>
		move(work, concern, 'slip', { secretHash: hashOfSecret(secret) }),
});

/** A new slip with a new secret link; the link before it stops working. Only the hash of the secret is kept. */
export async function makeSlip(
	context: Context,
	raw: unknown,
): Promise<{ id: string; secret: string }> {
	const { id } = await replaceSecret(context, raw);
	return { id, secret: parse(BySecret, raw).secret };
}
