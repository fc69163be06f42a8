import { photoOrRefuse } from '#lib/gatherings/sessions/server/photos.ts';
import { application } from '#lib/server/application.ts';
import { fileResponse } from '#lib/server/files.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const { id, photo } = event.params;
	const file = await read(event, (tx, actor) => photoOrRefuse(tx, actor, id, photo));
	return fileResponse(application().config.dataFolder, file);
};
