import { json } from '@sveltejs/kit';

/** The process is alive; whether the database is, /readyz says. */
export const GET = () => json({ alive: true });
