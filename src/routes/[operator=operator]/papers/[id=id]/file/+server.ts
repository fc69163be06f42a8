import { paperKinds } from '#lib/paper-kinds.ts';
import { paperFileOrRefuse } from '#lib/papers/server/queries.ts';
import { application, now } from '#lib/server/application.ts';
import { fileResponse } from '#lib/server/files.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const wanted = { id: event.params.id, now: now() };
	const file = await read(event, (tx, actor) => paperFileOrRefuse(tx, actor, paperKinds, wanted));
	return fileResponse(application().config.dataFolder, file);
};
