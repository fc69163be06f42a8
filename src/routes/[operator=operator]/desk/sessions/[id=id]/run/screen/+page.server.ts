import { runPage } from '#lib/facilitation/server/queries.ts';
import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { shownPicture } from '#lib/perceptions/server/queries.ts';
import { now } from '#lib/server/application.ts';
import { qrPicture } from '#lib/server/qr.ts';
import { at, read, requireActor } from '#lib/server/request.ts';
import type { PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => {
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const found = await read(event, async (tx, actor) => ({
		...(await runPage(tx, actor, event.params.id, now())),
		shown: await shownPicture(tx, {
			...{ operatorId: actor.operatorId, sessionId: event.params.id },
		}),
	}));
	const { page, view, version, hall, shown } = found;
	const entrance = hall.joinCode && `${event.url.origin}${at(event, `/hall/${hall.joinCode}`)}`;
	return {
		...{ view, version, hall, shown, entrance, pillars: page.pillars },
		session: { id: page.session.id, title: page.session.title, nextTime: page.session.nextTime },
		qr: entrance && (await qrPicture(entrance)),
		now: now().getTime(),
	};
};
