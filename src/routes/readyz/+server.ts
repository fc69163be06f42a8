import { json } from '@sveltejs/kit';
import { application } from '#lib/server/application.ts';
import { databaseIsAway } from '#lib/server/availability.ts';
import { schemaIsComplete } from '#lib/server/schema-state.ts';

/** Whether requests can be answered: the database is there, with the schema that this program was built for. */
export async function GET() {
	const { database } = application();
	try {
		const complete = await database.outside(schemaIsComplete);
		return json(
			{ ready: complete, database: true, migrations: complete },
			{ status: complete ? 200 : 503 },
		);
	} catch (failure) {
		if (!databaseIsAway(failure)) throw failure;
		return json(
			{ ready: false, database: false, migrations: false },
			{ status: 503, headers: { 'retry-after': '5' } },
		);
	}
}
