import { tablesOfSession } from '#lib/benefits/server/queries.ts';
import { hasDigest } from '#lib/digests/rules.ts';
import { isOffered } from '#lib/digests/server/queries.ts';
import { maySignUp } from '#lib/gatherings/sessions/rules.ts';
import { offerOpinions, pledge, signUp } from '#lib/gatherings/server/commands.ts';
import { sessionPage } from '#lib/gatherings/sessions/server/detail.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { say } from '#lib/kernel/say.ts';
import { now } from '#lib/server/application.ts';
import { askFor } from '#lib/paper-kinds.ts';
import { hasPicture } from '#lib/perceptions/server/queries.ts';
import { act, operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const { id } = event.params;
		const page = await sessionPage(tx, actor, id);
		const { title, madeAt: at, kind, state, audience, signUpUntil } = page.session;
		const card = {
			kind: 'session' as const,
			id,
			title,
			at,
			state: say(`gatherings_session_state_${state}`),
			path: `/sessions/${id}`,
		};
		return {
			page,
			thread: await threadFor(tx, actor, operatorOf(event), { kind: 'session', id }, card),
			maySignUp: maySignUp(actor, { audience, isInvited: page.isInvited }),
			hasPerceptions:
				page.sight !== 'plan' &&
				(await hasPicture(tx, { operatorId: actor.operatorId, sessionId: id })),
			tables: await tablesOfSession(tx, actor, id),
			// a paper for all shows what a visitor sees
			isForAll: state === 'published' && kind !== 'caseStudy' && audience !== 'invited',
			hasDigest: hasDigest(page.session),
			offersDigest: await isOffered(tx, actor, page),
			isOver: signUpUntil !== null && signUpUntil < dateInTokyo(now()),
		};
	});

type Here = { params: { id?: string | undefined }; getClientAddress: () => string };
const fromHere = {
	also: ({ params, getClientAddress }: Here) => ({ id: params.id, origin: getClientAddress() }),
};

export const actions: Actions = {
	signUp: act(signUp, {
		then: ({ secret }) => `/sessions/receipt/${secret}`,
		done: 'done_gatherings_signed_up',
		many: ['needs'],
		...fromHere,
	}),
	offer: act(offerOpinions, {
		then: ({ id }) => `/sessions/${id}`,
		done: 'done_gatherings_offered',
		...fromHere,
	}),
	paper: act(askFor, {
		then: ({ id }) => `/papers/${id}`,
		many: ['parts'],
		also: ({ params }) => ({ subjectId: params.id }),
	}),
	pledge: act(pledge, {
		then: ({ id }) => `/sessions/${id}`,
		done: 'done_gatherings_pledged',
		...fromHere,
	}),
};
