-- What 014 counted was kept as a text of JSON, not as the list that it is.
UPDATE caption_quality SET json = json_set(json, '$.tokenLengths', json(json ->> '$.tokenLengths'))
WHERE json_type(json, '$.tokenLengths') = 'text';
