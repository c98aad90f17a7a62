-- How well a caption fits its image by the CLIP-class model that the plan names: cosine of their embeddings.
ALTER TABLE caption_metrics ADD COLUMN image_text REAL;
