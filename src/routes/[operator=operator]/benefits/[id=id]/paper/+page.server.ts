import { hallSecretOf } from '#lib/benefits/server/door.ts';
import { tablePage } from '#lib/benefits/server/page.ts';
import { dateInTokyo } from '#lib/kernel/dates.ts';
import { isId } from '#lib/kernel/ids.ts';
import { now } from '#lib/server/application.ts';
import { read } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

const mostBlank = 20;

export const load: PageServerLoad = (event) => {
	const asked = event.url.searchParams;
	const version = asked.get('version');
	const blank = Math.trunc(Number(asked.get('blank'))) || 0;
	return read(event, async (tx, actor) => {
		const { table, sheet, shown, judgements, around } = await tablePage(tx, actor, {
			...{ id: event.params.id, version: version && isId(version) ? version : null },
			...{ hallSecret: hallSecretOf(event), today: dateInTokyo(now()) },
		});
		return {
			...{ table, sheet, shown, judgements, around },
			printedAt: now(),
			/** Empty rows to write on by hand. */
			blank: Math.min(Math.max(blank, 0), mostBlank),
		};
	});
};
