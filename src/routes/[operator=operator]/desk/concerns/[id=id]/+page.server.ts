import type { RequestEvent } from '@sveltejs/kit';
import { mayHandle, mayOpenDesk } from '#lib/concerns/rules.ts';
import {
	addNote,
	answerConcern,
	assignConcern,
	attachOriginal,
	closeConcern,
	correctTranscription,
	linkToCase,
	makeSlip,
	markDuplicate,
	recordConsent,
	referConcern,
	triageConcern,
	verifyTranscription,
	withdrawConcern,
} from '#lib/concerns/server/commands.ts';
import { newSecret } from '#lib/concerns/server/numbers.ts';
import { concernDetail, listHolders, listOfficers } from '#lib/concerns/server/queries.ts';
import { listAreas } from '#lib/districts/server/queries.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { organisationChoices } from '#lib/organisations/server/queries.ts';
import { application, now } from '#lib/server/application.ts';
import { act, contextOf, operatorOf, read, requireActor } from '#lib/server/request.ts';
import { threadFor } from '../../../thread.server.ts';
import { recordReadingFor } from '../recorded.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	const actor = requireActor(event, mayOpenDesk);
	await recordReadingFor(contextOf(event), event.params.id);
	const isStaff = mayHandle(actor);
	const today = dateInTokyo(now());
	return read(event, async (tx) => ({
		actor,
		isStaff,
		now: now(),
		secret: newSecret(),
		detail: await concernDetail(tx, actor, event.params.id),
		thread: await threadFor(tx, actor, operatorOf(event), { kind: 'concern', id: event.params.id }),
		areas: isStaff ? await listAreas(tx, actor, today) : [],
		holders: isStaff ? await listHolders(tx, actor, today) : [],
		officers: isStaff ? await listOfficers(tx, actor, today) : [],
		organisations: isStaff ? await organisationChoices(tx, actor) : [],
	}));
};

const also = ({ params }: RequestEvent) => ({ id: params.id });
const here = (_: unknown, { params }: RequestEvent) => `/desk/concerns/${params.id}`;
const folder = () => application().config.dataFolder;

export const actions: Actions = {
	triage: act(triageConcern, {
		// moved to an area of somebody else, it may no longer exist for this coordinator
		then: (result, event) => (result.moved ? '/desk/concerns' : here(result, event)),
		done: 'done_concerns_triaged',
		many: ['tags', 'isolation', 'circumstances'],
		also,
	}),
	takeOver: act(assignConcern, { then: here, done: 'done_concerns_assigned', also }),
	assign: act(assignConcern, { then: here, done: 'done_concerns_assigned', also }),
	answer: act(answerConcern, { then: here, done: 'done_concerns_answered', also }),
	refer: act(referConcern, { then: here, done: 'done_concerns_referred', also }),
	linkToCase: act(linkToCase, { then: here, done: 'done_concerns_linked', also }),
	duplicate: act(markDuplicate, { then: here, done: 'done_concerns_merged', also }),
	note: act(addNote, { then: here, done: 'done_concerns_noted', also }),
	consent: act(recordConsent, { then: here, done: 'done_concerns_consent', also }),
	close: act(closeConcern, { then: here, done: 'done_concerns_closed', also }),
	withdraw: act(withdrawConcern, { then: here, done: 'done_concerns_withdrawn', also }),
	verify: act(verifyTranscription, { then: here, done: 'done_concerns_verified', also }),
	correct: act(correctTranscription, { then: here, done: 'done_concerns_corrected', also }),
	attach: act((context, input) => attachOriginal(folder())(context, input), {
		then: here,
		done: 'done_concerns_attached',
		files: ['scan'],
		also,
	}),
	slip: act(makeSlip, {
		then: ({ secret }) => `/concerns/receipt/${secret}`,
		done: 'done_concerns_slip',
		also,
	}),
};
