import type { RequestEvent } from '@sveltejs/kit';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { dissolvePlatform } from '#lib/outcomes/server/commands.ts';
import {
	answerQuestion,
	askMembers,
	sayBenefit,
	settleQuestion,
	withdrawQuestion,
} from '#lib/platforms/server/commands.ts';
import { listQuestions, memberPage } from '#lib/platforms/server/members-only.ts';
import { mergeChoices } from '#lib/platforms/server/queries.ts';
import { application, now } from '#lib/server/application.ts';
import { act, read, requireActor } from '#lib/server/request.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) => {
	requireActor(event, isSignedIn);
	return read(event, async (tx, actor) => {
		const platform = await memberPage(tx, actor, event.params.id);
		return {
			platform,
			questions: await listQuestions(tx, actor, platform, now()),
			others: platform.acts.includes('ask') ? await mergeChoices(tx, actor, platform.id) : [],
		};
	});
};

const options = {
	then: ({ id }: { id: string }) => `/platforms/${id}/finish`,
	also: ({ params }: RequestEvent) => ({ id: params.id }),
};

export const actions: Actions = {
	ask: act(askMembers, { ...options, done: 'done_platforms_question' }),
	answer: act(answerQuestion, {
		...options,
		then: ({ id }) => `/platforms/${id}`,
		done: 'done_platforms_answer',
	}),
	settle: act(settleQuestion, {
		...options,
		then: ({ id }) => `/platforms/${id}`,
		done: 'done_platforms_settled',
	}),
	withdraw: act(withdrawQuestion, { ...options, done: 'done_platforms_question_withdrawn' }),
	benefit: act(sayBenefit, { ...options, done: 'done_saved' }),
	dissolve: (event) =>
		act(dissolvePlatform(application().config.dataFolder), {
			then: ({ id }) => `/platforms/${id}`,
			done: 'done_platforms_dissolved',
			many: ['resolved'],
			files: ['files'],
			also: options.also,
		})(event),
};
