import { json } from '@sveltejs/kit';
import process from 'node:process';
import { name, version } from '../../../package.json';

/** Which program answers here, for whoever has just upgraded. */
export const GET = () => json({ name, version, node: process.versions.node });
