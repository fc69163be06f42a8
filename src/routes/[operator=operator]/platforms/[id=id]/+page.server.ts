import { adoptionsOfPlatform } from '#lib/benefits/server/queries.ts';
import { resultIfRead } from '#lib/gatherings/sessions/server/result.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { isSignedIn, isStaff } from '#lib/kernel/actor.ts';
import { isOpenToOthers, stateWordsOf } from '#lib/platforms/rules.ts';
import { say } from '#lib/kernel/say.ts';
import { hideEntry } from '#lib/platforms/server/commands.ts';
import { isSilent } from '#lib/platforms/server/members-only.ts';
import { platformPage } from '#lib/platforms/server/page.ts';
import { now } from '#lib/server/application.ts';
import { act, operatorOf, read } from '#lib/server/request.ts';
import { threadFor } from '../../thread.server.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const platform = await platformPage(tx, actor, event.params.id);
		const { id, name: title, calledAt: at } = platform;
		const card = {
			kind: 'platform' as const,
			id,
			title,
			at,
			state: say(stateWordsOf(platform)),
			path: `/platforms/${id}`,
		};
		return {
			platform,
			mayHide: isStaff(actor) || platform.acts.length > 0,
			mayJoin: isOpenToOthers(platform.state) && !(isSignedIn(actor) && platform.acts.length > 0),
			mayReadArchive: platform.state === 'dissolved' && (platform.wasMember || isStaff(actor)),
			from: await resultIfRead(tx, actor, platform.resultId),
			adoptions: await adoptionsOfPlatform(tx, actor, id),
			isSilent: platform.acts.length > 0 && isSilent(platform, dateInTokyo(now())),
			thread: await threadFor(tx, actor, operatorOf(event), { kind: 'platform', id }, card),
		};
	});

export const actions: Actions = {
	hide: act(hideEntry, {
		then: ({ id }) => `/platforms/${id}`,
		done: 'done_platforms_hidden',
		also: ({ params }) => ({ id: params.id }),
	}),
};
