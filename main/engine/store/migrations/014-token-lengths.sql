-- How many captions have how many tokens, beside their words, of what was measured before.
UPDATE caption_quality SET json = json_set(json, '$.tokenLengths', (
  SELECT coalesce(json_group_array(json_array(tokens, captions)), json('[]')) FROM (
    SELECT tokens, count(*) AS captions FROM caption_metrics AS one
    WHERE one.model_seed = caption_quality.model_seed AND one.source = caption_quality.source AND tokens IS NOT NULL
    GROUP BY tokens ORDER BY tokens
  )
));
