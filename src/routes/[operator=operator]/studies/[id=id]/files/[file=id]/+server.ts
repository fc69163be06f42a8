import { application } from '#lib/server/application.ts';
import { fileResponse } from '#lib/server/files.ts';
import { read } from '#lib/server/request.ts';
import { materialFileOrRefuse } from '#lib/studies/server/queries.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const { id: sessionId, file: fileId } = event.params;
	const found = await read(event, (tx, actor) =>
		materialFileOrRefuse(tx, actor, { sessionId, fileId }),
	);
	return fileResponse(application().config.dataFolder, found);
};
