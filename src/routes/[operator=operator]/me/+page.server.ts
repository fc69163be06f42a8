import { listOwnConcerns } from '#lib/concerns/server/queries.ts';
import { ownDigests } from '#lib/digests/server/queries.ts';
import { sessionsToRun } from '#lib/gatherings/sessions/server/list.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { myInvitations, myPlatformNotices, myPlatforms } from '#lib/platforms/server/queries.ts';
import { ownSheets } from '#lib/preparations/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import { ownQuestions } from '#lib/studies/server/queries.ts';
import type { PageServerLoad } from './$types.ts';

/** The member's own page: for whom I act, what I am asked, what I promised, what became of what I told. */
export const load: PageServerLoad = (event) => {
	const actor = requireActor(event, isSignedIn);
	return read(event, async (tx) => ({
		toRun: await sessionsToRun(tx, actor),
		sheets: await ownSheets(tx, actor),
		digests: await ownDigests(tx, actor),
		questions: await ownQuestions(tx, actor),
		invitations: await myInvitations(tx, actor),
		platforms: await myPlatforms(tx, actor, dateInTokyo(now())),
		notices: await myPlatformNotices(tx, actor, 5),
		concerns: (await listOwnConcerns(tx, actor)).slice(0, 10),
	}));
};
