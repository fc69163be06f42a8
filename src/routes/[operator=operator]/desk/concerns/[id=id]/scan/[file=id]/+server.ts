import { error } from '@sveltejs/kit';
import { mayOpenDesk } from '#lib/concerns/rules.ts';
import { openScan } from '#lib/concerns/server/commands.ts';
import { Refusal } from '#lib/kernel/refusal.ts';
import { say } from '#lib/kernel/say.ts';
import { application } from '#lib/server/application.ts';
import { fileResponse } from '#lib/server/files.ts';
import { contextOf, requireActor, statusOf } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	requireActor(event, mayOpenDesk);
	try {
		const file = await openScan(contextOf(event), event.params.id, event.params.file);
		return await fileResponse(application().config.dataFolder, file);
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		error(statusOf(refusal), say(refusal.key));
	}
};
