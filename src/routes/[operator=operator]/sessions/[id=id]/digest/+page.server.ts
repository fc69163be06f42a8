import { digestOf } from '#lib/digests/server/content.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { myPlatforms } from '#lib/platforms/server/queries.ts';
import { ownSheets } from '#lib/preparations/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

/** What everybody may read; below it the own open tasks of whoever is signed in. */
export const load: PageServerLoad = (event) =>
	read(event, async (tx, actor) => {
		const digest = await digestOf(tx, actor.operatorId, event.params.id);
		if (!isSignedIn(actor)) return { digest, platforms: [], sheets: [] };
		const platforms = await myPlatforms(tx, actor, dateInTokyo(now()));
		const sheets = await ownSheets(tx, actor);
		return {
			digest,
			platforms: platforms.filter(({ tasks }) => tasks.length > 0),
			sheets: sheets.filter(({ answeredAt }) => !answeredAt),
		};
	});
