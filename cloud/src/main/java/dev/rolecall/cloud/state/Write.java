package dev.rolecall.cloud.state;

/** One entry of a map of the state that is to change. */
sealed interface Write {
    String map();

    String key();

    record Put(String map, String key, Object value) implements Write {
        /** Values hold secrets, and whatever else users gave away. */
        @Override
        public String toString() {
            return "Put[" + map + ", " + key + "]";
        }
    }

    record Remove(String map, String key) implements Write {}
}
