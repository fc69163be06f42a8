import { listRequest, type ListRequest } from '#lib/kernel/listing.ts';

export function trailRequest(search: URLSearchParams): ListRequest {
	return listRequest(search, {
		sorts: ['at'],
		descending: true,
		filters: ['noun', 'from', 'to'],
		size: 50,
	});
}
