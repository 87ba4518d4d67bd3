package io.tripline.web.door;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;

@QuarkusIntegrationTest
@TestProfile(ServeProfile.Impatient.class)
class EventBodiesHttpIT extends EventBodiesHttpTest {}
