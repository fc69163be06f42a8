import { outcomeFileOrRefuse } from '#lib/outcomes/server/queries.ts';
import { application } from '#lib/server/application.ts';
import { fileResponse } from '#lib/server/files.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const { id, file } = event.params;
	const found = await read(event, (tx, actor) => outcomeFileOrRefuse(tx, actor, id, file));
	return fileResponse(application().config.dataFolder, found);
};
