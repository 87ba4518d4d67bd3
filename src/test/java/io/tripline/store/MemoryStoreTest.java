package io.tripline.store;

class MemoryStoreTest extends StoreContract {

    @Override
    Store open() {
        return new MemoryStore(MOST_ALERTS, MOST_IDS);
    }
}
