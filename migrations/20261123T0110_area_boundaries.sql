-- Where an area lies on the ground, from when to when: a new survey or a moved border is a new version of the same area.
create table area_boundaries (
	operator_id uuid not null,
	area_id uuid not null,
	valid_from date not null,
	valid_until date,
	-- the coordinates of a GeoJSON MultiPolygon in degrees (JGD2011 and WGS 84 are the same for this purpose)
	geometry jsonb not null,
	west double precision not null,
	south double precision not null,
	east double precision not null,
	north double precision not null,
	primary key (operator_id, area_id, valid_from),
	foreign key (operator_id, area_id) references areas,
	check (valid_until is null or valid_until > valid_from)
);
call belongs_to_operator('area_boundaries');

-- never written so far
alter table areas drop column boundary;
